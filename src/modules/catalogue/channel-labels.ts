import type { Channel } from './effective-item.js';

/** As the standard table prints them (DB31/T 1297—2021, table A.1). */
export const channelLabels: Readonly<Record<Channel, string>> = {
  GOVERNMENT_WEBSITE: '政府网站',
  WEIBO_WECHAT_CLIENT: '两微一端',
  BROADCAST_TV: '广播电视',
  PUBLIC_INQUIRY_POINT: '公开查询点',
  CONVENIENCE_SERVICE_STATION: '便民服务站',
  COMMUNITY_NOTICE_BOARD: '村居/企事业单位公示栏(电子屏)',
  TARGETED_PUSH: '精准推送',
  GOVERNMENT_GAZETTE: '政府公报',
  PRESS_CONFERENCE_HEARING: '发布会/听证会',
  PRINT_MEDIA: '纸质媒体',
  SERVICE_CENTRE: '政务服务中心',
  DOORSTEP_ONSITE: '入户/现场',
  OTHER: '其他',
};
