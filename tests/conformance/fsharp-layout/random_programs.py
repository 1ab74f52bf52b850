"""Random small programs, their lines broken and indented at random. Usage: random_programs.py SEED NUMBER"""
import random
import sys

seed = int(sys.argv[1])
n = int(sys.argv[2])
random.seed(seed)
names='a b c f g h x y z'.split()
ops=['+','-','*','/','**','||','&&','=','<>','<','<=','>','>=','|>','<|','>>','<<']
def atom(d):
    r=random.random()
    if r<.45: return [random.choice(names)]
    if r<.65: return [random.choice(['1.0','2.5','0.0'])]
    if r<.72: return ['(',random.choice(ops),')'] if random.random()<.2 else [random.choice(['true','false'])]
    return ['(']+block(d-1)+[')']
def pat(d=1):
    r=random.random()
    if r<.6: return [random.choice(names)]
    if r<.7: return ['_']
    if r<.85: return ['(',random.choice(names),':','float',')']
    return ['(',random.choice(names),',',random.choice(names),')']
def app(d):
    t=atom(d)
    while random.random()<.25 and t[0][0] not in '012': t+=atom(d)
    return t
def operand(d):
    r=random.random()
    if d<=0 or r<.6: return app(max(d,1)) if d>0 else [random.choice(names)]
    if r<.68: return ['-']+app(d)
    if r<.82:
        t=['if']+expr(d-1)+['then']+block(d-1)
        while random.random()<.3: t+=[random.choice(['elif','else if'])]+expr(d-1)+['then']+block(d-1)
        return t+['else']+block(d-1)
    if r<.92:
        t=['fun']+pat()
        while random.random()<.3: t+=pat()
        return t+['->']+block(d-1)
    return let(d-1)+['in']+expr(d-1)
def expr(d):
    t=operand(d)
    while random.random()<.4: t+=[random.choice(ops)]+operand(d)
    if random.random()<.06: t+=[',']+operand(d)
    return t
def let(d):
    r=random.random()
    if r<.1: h=[random.choice(names),',',random.choice(names)]
    else:
        h=[random.choice(names)]
        while random.random()<.4: h+=pat()
        if random.random()<.1: h+=[':','float']
    return ['let']+h+['=']+block(d)
def block(d):
    t=[]
    if d>0:
        while random.random()<.22: t+=let(d-1)+['NL']
    return t+expr(d)
def render(toks, p):
    # random newlines; columns chosen among interesting ones
    out=''; cols=[0]; col=0; cand=[0]
    starts=[0]
    for i,t in enumerate(toks):
        if t=='NL' or (i>0 and random.random()<p):
            c=random.choice(cand[-8:]+starts[-3:]); c+=random.choice([0,0,0,0,1,2,4,4,4,-1,-2,-3])
            c=max(1,c)
            out+='\n'
            if random.random()<.04: out+='\n'
            if random.random()<.04: out+=' '*random.randrange(6)+'// comment\n'
            out+=' '*c; col=c; starts.append(c)
            if t=='NL': continue
        elif i>0 and out and not out.endswith(' ') and not out.endswith('\n'):
            pv=toks[i-1]
            tight=(pv=='(' or t==')' or t==',')
            if (tight and random.random()<.9):
                if (pv=='(' and t in('*','**')) or (pv in ('*','**') and t==')') : out+=' '; col+=1
            elif pv=='-' and toks[i-2:i-1] and toks[i-2] in ops+['(','=','then','else','->','NL','if',','] and random.random()<.7 : pass
            else: out+=' '; col+=1
        cand.append(col)
        out+=t; col+=len(t)
        cand.append(col+1)
    return out
progs=[]
for i in range(n):
    t=let(random.choice([1,2,2,3]))
    if random.random()<.25: t=expr(2)
    toks=[]
    for x in t:
        if x=='else if': toks+=['else','if']
        else: toks.append(x)
    if len(toks)>60: continue
    progs.append(render(toks, random.choice([0.03,.08,.15,.3])))
print("\n----\n".join(progs),end='')
