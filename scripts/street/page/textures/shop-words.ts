/** What stands on signs of small shops; common words, no brand among them. */
export const SHOP_NAMES = [
  '重庆小面',
  '兰州拉面',
  '沙县小吃',
  '便民超市',
  '五金建材',
  '好邻居便利店',
  '鲜果园',
  '惠民药房',
  '烟酒副食',
  '手机维修',
  '图文打印',
  '洗衣店',
  '金剪刀理发',
  '老灶火锅',
  '麻辣烫',
  '早餐包子铺',
  '电动车维修',
  '平价眼镜',
  '茶庄',
  '装饰材料',
  '家常菜馆',
  '文具用品',
  '母婴生活馆',
  '宠物之家',
  '蛋糕房',
  '水电安装',
  '房屋租售',
  '快递代收',
  '服装折扣',
  '钟表修理',
  '酸辣粉',
  '粮油店',
] as const;

export const SMALL_WORDS = ['电话', '订餐', '联系', '批发零售', '上门服务'] as const;

/** Ground and letters. */
export const SIGN_COLOURS = [
  ['#a3211d', '#f4d96b'],
  ['#b5302a', '#ffffff'],
  ['#1f4f8f', '#ffffff'],
  ['#1c6b45', '#ffffff'],
  ['#d8d4c8', '#9c1c18'],
  ['#c98a1d', '#ffffff'],
  ['#2c2c30', '#e8c15a'],
  ['#e4e2dc', '#1f4f8f'],
  ['#6b2f7a', '#ffffff'],
  ['#c2410c', '#fff6d8'],
] as const;

export const OFFICE_NAMES = ['创业大厦', '商务中心', '科技园', '金融服务', '办事大厅'] as const;

export const SLOGANS = [
  '安全生产人人有责',
  '文明施工',
  '共建美好城市',
  '爱护环境从我做起',
  '讲文明树新风',
  '质量第一安全第一',
] as const;
