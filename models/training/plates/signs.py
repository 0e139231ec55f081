"""What the reader tells apart: the signs of agent/core/plates/plate-grammar.ts, and one class for everything else."""

PROVINCES = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新"
DIGITS = "0123456789"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"     # without I and O
SPECIALS = "警学挂使领港澳应急"
OTHER = "?"                               # a sign that stands on no plate

# '' is the CTC blank
CLASSES = ["", *PROVINCES, *DIGITS, *LETTERS, *SPECIALS, OTHER]
INDEX = {text: at for at, text in enumerate(CLASSES)}

# of lines that are no plates: common signs of boards and stickers, which are learnt as OTHER
STRANGERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提"
    "直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决"
    "西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采"
)
