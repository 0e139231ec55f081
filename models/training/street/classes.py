"""The classes, what each starts from, and what other sets call them."""

LABELS = [
    "person", "bicycle", "motorcycle", "tricycle", "car", "van", "bus", "truck", "muck-truck",
    "service-vehicle", "stall", "umbrella", "table", "cart", "goods", "chair", "bag",
]
AT = {name: index for index, name in enumerate(LABELS)}

# the classes of street-v0, the network that this one starts from
START = ["person", "bicycle", "motorcycle", "car", "bus", "truck", "umbrella", "chair", "table", "bag", "stall"]
# a class that is new starts from the one that is most like it
LIKE = {"tricycle": "motorcycle", "van": "car", "muck-truck": "truck", "service-vehicle": "car", "cart": "table", "goods": "bag"}

# what a name of a photograph may mean here: such photographs do not tell a van from a car, or a muck truck from a truck
MEANS = {
    "bike": ["bicycle", "motorcycle", "tricycle"],
    "bicycle": ["bicycle"],
    "motorcycle": ["motorcycle", "tricycle"],
    "car": ["car", "van"],
    "bus": ["bus"],
    "truck": ["truck", "muck-truck", "van"],
    "umbrella": ["umbrella", "stall"],
}

# the rows of COCO's 80 classes that mean a class here
COCO = {
    0: "person", 1: "bicycle", 3: "motorcycle", 2: "car", 5: "bus", 7: "truck", 25: "umbrella",
    56: "chair", 60: "table", 24: "bag", 26: "bag", 28: "bag",
}
VEHICLES = ["car", "van", "bus", "truck", "muck-truck", "service-vehicle"]
RIDDEN = ["bicycle", "motorcycle", "tricycle"]


def means(name):
    """Indices of the classes that a name may stand for."""
    return [AT[one] for one in MEANS.get(name, [name])]


def start_rows():
    """For each class the row of street-v0's class outputs it starts from."""
    return [START.index(LIKE.get(name, name)) for name in LABELS]
