import * as z from 'zod';
const u = z.discriminatedUnion('type',[z.strictObject({type:z.literal('a'),x:z.string()}),z.strictObject({type:z.literal('b')})]);
const r = z.record(z.string(), u);
const err = (i: any)=>{ if(i.code==='invalid_union') console.log('MAP',i.path,i.discriminator,i.input, i.note); return undefined; };
console.log(JSON.stringify(r.safeParse({c:{},d:{type:'a'}},{reportInput:true,error:err}).error?.issues));
const q = z.union([z.strictObject({e:z.string()}),u]);
console.log(JSON.stringify(z.record(z.string(), q).safeParse({c:{},d:{type:'a'}},{reportInput:true,error:err}).error?.issues));
