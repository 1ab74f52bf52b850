// What the parser of the real F# compiler makes of programs, as lines of JSON. See README.md.
#r "FSharp.Compiler.Service.dll"
open System
open System.IO
open FSharp.Compiler.CodeAnalysis
open FSharp.Compiler.Syntax
open FSharp.Compiler.Text
let checker = FSharpChecker.Create()
exception Unsupported of string
let opName (id: Ident) =
    match id.idText with
    | "op_Addition" -> "+" | "op_Subtraction" -> "-" | "op_Multiply" -> "*" | "op_Division" -> "/" | "op_Modulus" -> "%" | "op_Exponentiation" -> "**"
    | "op_BooleanOr" -> "||" | "op_BooleanAnd" -> "&&" | "op_Equality" -> "=" | "op_Inequality" -> "<>" | "op_LessThan" -> "<" | "op_LessThanOrEqual" -> "<="
    | "op_GreaterThan" -> ">" | "op_GreaterThanOrEqual" -> ">=" | "op_PipeRight" -> "|>" | "op_PipeLeft" -> "<|" | "op_ComposeRight" -> ">>" | "op_ComposeLeft" -> "<<"
    | "op_UnaryNegation" -> "~-" | "op_UnaryPlus" -> "~+" | s -> s
let (|Id|_|) e = match e with | SynExpr.Ident i -> Some i | SynExpr.LongIdent(_, SynLongIdent([i], _, _), _, _) -> Some i | _ -> None
let isOp (s: string) = s.Length > 0 && not (Char.IsLetter s.[0] || s.[0] = '_')
let rec T t =
    match t with
    | SynType.LongIdent(SynLongIdent([i], _, _)) -> i.idText
    | SynType.Var(SynTypar(i, _, _), _) -> "'" + i.idText
    | SynType.Fun(a, b, _, _) -> sprintf "(%s->%s)" (T a) (T b)
    | SynType.Tuple(_, path, _) -> path |> List.choose (function SynTupleTypeSegment.Type t -> Some (T t) | _ -> None) |> String.concat "*" |> sprintf "(%s)"
    | SynType.Array(_, t, _) -> T t + "[]"
    | SynType.Paren(t, _) -> T t
    | _ -> raise (Unsupported (sprintf "%A" t))
let rec Q p =
    match p with
    | SynPat.Named(SynIdent(i, _), _, _, _) -> i.idText
    | SynPat.LongIdent(SynLongIdent([i], _, _), _, _, SynArgPats.Pats [], _, _) -> i.idText
    | SynPat.Wild _ -> "_"
    | SynPat.Tuple(_, items, _, _) -> items |> List.map Q |> String.concat ", " |> sprintf "(%s)"
    | SynPat.Typed(p, t, _) -> sprintf "(%s:%s)" (Q p) (T t)
    | SynPat.Paren(p, _) -> "P" + Q p
    | _ -> raise (Unsupported (sprintf "%A" p))
let rec E e =
    match e with
    | SynExpr.Const(SynConst.Double d, _) -> (if d < 0.0 || (d = 0.0 && Double.IsNegative d) then sprintf "[-%s]" ((-d).ToString("R")) else d.ToString("R"))
    | SynExpr.Const(SynConst.Int32 d, _) -> (if d < 0 then sprintf "[-%d]" -d else string d)
    | SynExpr.Const(SynConst.Bool b, _) -> if b then "true" else "false"
    | SynExpr.Const(SynConst.Unit, _) -> raise (Unsupported "unit")
    | SynExpr.App(_, false, SynExpr.App(_, true, Id op, a, _), b, _) -> sprintf "(%s %s %s)" (E a) (opName op) (E b)
    | SynExpr.App(_, false, (SynExpr.Ident op | SynExpr.LongIdent(_, SynLongIdent([op], _, [Some (FSharp.Compiler.SyntaxTrivia.IdentTrivia.OriginalNotation _)]), _, _)), a, r) when (opName op = "~-" || opName op = "~+") -> sprintf "[%s%s]" ((opName op).Substring 1) (E a)
    | SynExpr.App(_, false, f, a, _) ->
        let rec args e acc = match e with | SynExpr.App(_, false, SynExpr.App(_, true, Id op, a, _), b, _) -> e, acc | SynExpr.App(_, false, Id op, _, _) when opName op = "~-" -> e, acc | SynExpr.App(_, false, f, a, _) -> args f (a :: acc) | _ -> e, acc
        let f, xs = args e []
        sprintf "<%s>" (String.concat " " (E f :: List.map E xs))
    | Id i -> if isOp (opName i) then sprintf "(op %s)" (opName i) else i.idText
    | SynExpr.Paren(SynExpr.Ident i, _, _, _) when isOp (opName i) -> sprintf "(op %s)" (opName i)
    | SynExpr.Paren((Id i), _, _, _) when isOp (opName i) -> sprintf "(op %s)" (opName i)
    | SynExpr.Paren(e, _, _, _) -> "P" + E e
    | SynExpr.Tuple(_, items, _, _) -> items |> List.map E |> String.concat ", " |> sprintf "tup(%s)"
    | SynExpr.IfThenElse(c, t, Some el, _, _, _, _) -> sprintf "if %s?%s : %s fi" (E c) (E t) (E el)
    | SynExpr.IfThenElse(c, t, None, _, _, _, _) -> failwith "noelse"
    | SynExpr.Lambda(parsedData = Some (pats, body)) -> sprintf "(\\%s. %s)" (pats |> List.map Q |> String.concat " ") (E body)
    | SynExpr.LetOrUse l -> "let " + String.concat "; " (List.map B l.Bindings) + "; " + E l.Body
    | SynExpr.Typed(e, t, _) -> sprintf "(%s : %s)" (E e) (T t)
    | SynExpr.Sequential _ -> failwith "sequential"
    | SynExpr.Assert(e, _) -> "assert " + E e
    | _ -> raise (Unsupported (sprintf "%A" e))
and B (SynBinding(headPat = pat; returnInfo = ret; expr = e)) =
    let head =
        match pat with
        | SynPat.LongIdent(SynLongIdent([i], _, _), _, _, SynArgPats.Pats ps, _, _) when not ps.IsEmpty -> String.concat " " (i.idText :: List.map Q ps)
        | SynPat.Typed(p, t, _) when ret.IsNone -> Q p + ":" + T t
        | p -> Q p
    let e = match e with SynExpr.Typed(e, _, _) when ret.IsSome -> e | e -> e
    let r = match ret with Some (SynBindingReturnInfo(t, _, _, _)) -> ":" + T t | None -> ""
    let r = match pat with SynPat.Typed _ -> "" | _ -> r
    sprintf "%s%s = %s" head r (E e)
let opts, _ = checker.GetParsingOptionsFromCommandLineArgs(["a.fs"; "--nologo"])
let progs = File.ReadAllText(fsi.CommandLineArgs.[1]).Split("\n----\n")
let json = System.Text.Json.JsonSerializerOptions(Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
let out = new StreamWriter(fsi.CommandLineArgs.[2])
for p in progs do
    let text = p.TrimEnd('\n') + "\n"
    let opts = { opts with SourceFiles = [| "a.fsx" |] }
    let r = checker.ParseFile("a.fsx", SourceText.ofString text, opts, cache = false) |> Async.RunSynchronously
    let res =
        if r.Diagnostics |> Array.exists (fun d -> d.Severity = FSharp.Compiler.Diagnostics.FSharpDiagnosticSeverity.Error) then
            let d = r.Diagnostics |> Array.find (fun d -> d.Severity = FSharp.Compiler.Diagnostics.FSharpDiagnosticSeverity.Error)
            sprintf "error %d,%d %s" d.StartLine (d.StartColumn + 1) (d.Message.Replace("\n", " "))
        else
            try
                match r.ParseTree with
                | ParsedInput.ImplFile(ParsedImplFileInput(contents = [SynModuleOrNamespace(decls = decls)])) ->
                    decls |> List.map (function
                        | SynModuleDecl.Let(_, bs, _, _) -> "let " + String.concat " and " (List.map B bs)
                        | SynModuleDecl.Expr(e, _) -> "res " + E e
                        | d -> raise (Unsupported "decl")) |> String.concat " ;; "
                | _ -> "?"
            with Unsupported s -> "unsupported " + s.Split('\n').[0] | Failure s -> "error 0,0 " + s
    if not (res.StartsWith "unsupported") then
        let tree = if res.StartsWith "error" then "null" else System.Text.Json.JsonSerializer.Serialize(res, json)
        out.WriteLine(sprintf "{\"source\": %s, \"tree\": %s}" (System.Text.Json.JsonSerializer.Serialize(p, json)) tree)
out.Close()
