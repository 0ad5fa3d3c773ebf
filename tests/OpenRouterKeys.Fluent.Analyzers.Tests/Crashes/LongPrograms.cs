using System.Globalization;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Crashes;

/// <summary>Programs with long chains and deep nesting. The sizes are those that the compiler itself survives with the smallest stack of its
/// hosts, 1 MiB.</summary>
internal static class LongPrograms
{
    private const int Nesting = 200;
    private const int Calls = 1500;
    private const int Variables = 300;

    // The time of the compiler itself is exponential in the first two and more than quadratic in the third.
    private const int Lambdas = 7;
    private const int Interpolations = 12;
    private const int Tuples = 100;

    public static IReadOnlyList<HostedProgram> All { get; } =
    [
        Method("calls in a chain", $"_ = KeyRequest.Named(\"a\"){Repeat(".Limit(1m)", Calls)}.ResetsDaily().ToJson();"),
        Method("calls in a chain of a parameter", $"_ = request{Repeat(".WithName(\"a\")", Calls)}.ToJson();"),
        Method("calls in a chain of an update", $"client.UpdateAsync(\"h\", update => update{Repeat(".Limit(1m)", Calls)});"),
        Method("discarded calls in a chain", $"request{Repeat(".ResetsDaily()", Calls)};"),
        Method("conditional calls", $"_ = request{Repeat("?.Limit(1m)", Nesting)}?.ToJson();"),
        Method("awaits of one call", $"{Repeat("(await client.GetAsync((", Nesting)}\"h\"{Repeat(")))", Nesting)};"),
        Method("nested requests", $"_ = {Repeat("KeyRequest.Named(", Nesting)}\"a\"{Repeat(".ToString()).Limit(1m)", Nesting)}.ToJson();"),
        Method("nested conversions from JSON", $"_ = {Repeat("KeyRequest.FromJson(", Nesting)}\"{{}}\"{Repeat(").ToJson()", Nesting)};"),
        Values("parentheses", n => $"{Repeat("(", n)}§{Repeat(")", n)}"),
        Values("conditional expressions in the second arm", n => $"{Repeat("flag ? § : ", n)}§"),
        Values("conditional expressions in the first arm", n => $"{Repeat("flag ? ", n)}§{Repeat(" : §", n)}"),
        Values("switch expressions", n => $"{Repeat("(flag switch { true => ", n)}§{Repeat(", _ => § })", n)}"),
        Values("casts", n => $"{Repeat("(§type)", n)}§"),
        Values("null-forgiving operators", n => $"{Repeat("(", n)}§{Repeat("!)", n)}"),
        Values("elements of arrays", n => $"{Repeat("new[] { ", n)}§{Repeat(" }[0]", n)}"),
        Values("calls of lambdas", n => $"{Repeat("((Func<§type>)(() => ", Lambdas)}§{Repeat("))()", Lambdas)}"),
        Method("null-coalescing operators", $"string? s = null; _ = KeyRequest.Named({Repeat("s ?? ", Nesting)}\"a\"); KeyRequest? r = null; _ = ({Repeat("r ?? ", Nesting)}request).ResetsDaily().ToJson();"),
        Method("minus signs", $"var m = 1m; _ = KeyRequest.Named(\"a\").Limit({Repeat("-(", Nesting)}m{Repeat(")", Nesting)}).Limit({Repeat("- ", Nesting)}1m);"),
        Method("minus signs of a lifetime", $"var t = TimeSpan.FromDays(1); _ = request.ExpiresIn({Repeat("-(", Nesting)}t{Repeat(")", Nesting)});"),
        Method("sums", $"var m = 1m; _ = KeyRequest.Named(\"a\").Limit({Repeat("m + ", Nesting)}1m).Limit({Repeat("1m + (", Nesting)}m{Repeat(")", Nesting)});"),
        Method("constant concatenations", $"_ = KeyRequest.Named({Repeat("\"a\" + ", Nesting)}\"b\"); _ = KeyRequest.FromJson({Repeat("\"a\" + (", Nesting)}\"b\"{Repeat(")", Nesting)});"),
        Method("concatenations of secrets", $"Console.WriteLine({Repeat("key.Reveal() + ", Nesting)}\"b\"); Console.WriteLine({Repeat("\"a\" + (", Nesting)}key.Reveal(){Repeat(")", Nesting)});"),
        Method("interpolations", $"Console.WriteLine({Repeat("$\"{", Interpolations)}key.Reveal(){Repeat("}\"", Interpolations)}); Console.WriteLine($\"{Repeat("{key.Reveal()}", Nesting)}\");"),
        Method("tuples", $"Console.WriteLine({Repeat("(1, ", Tuples)}key.Reveal(){Repeat(")", Tuples)});"),
        Method("arrays of secrets", $"Console.WriteLine({Repeat("new object[] { ", Nesting)}key.Reveal(){Repeat(" }", Nesting)});"),
        Method("formats of secrets", $"Console.WriteLine({Repeat("string.Concat(\"a\", ", Nesting)}key.Reveal(){Repeat(")", Nesting)});"),
        Method("blocks", $"{Repeat("if (flag) { ", Nesting)}request.Limit(-1m); client.CreateAsync(request);{Repeat(" }", Nesting)}"),
        Method("tries", $"{Repeat("try { ", 100)}client.CreateAsync(request);{Repeat(" } catch (KeyOutcomeUnknownException) { }", 100)}"),
        Method("lambdas", $"{Repeat("Task.Run(() => { ", Lambdas)}client.CreateAsync(request);{Repeat(" });", Lambdas)}"),
        Method("elements", $"client.CreateManyAsync(new[] {{ {Repeat("request.Limit(-1m), ", Calls)} }}, Store); client.CreateManyAsync([{Repeat("request, ", Calls)} request], Store);"),
        Method("brackets in JSON", $"_ = KeyRequest.FromJson(\"{Repeat("[", 100_000)}\"); _ = KeyRequest.FromJson(\"{Repeat("{\\\"a\\\":", 100_000)}\");"),
        Method("long text", $"_ = KeyRequest.Named(\"{Repeat("a", 1_000_000)}\"); _ = KeyRequest.FromJson(\"{Repeat(" ", 1_000_000)}{{}}\"); _ = \"sk-or-v1-{Repeat("0", 1_000_000)}\";"),
        Derived("request", "KeyRequest.Named(\"a\")", "§.Limit(1m)", "_ = §.ResetsDaily().ToJson();"),
        Derived("copied request", "KeyRequest.Unnamed", "§", "_ = §.ResetsDaily().ToJson();"),
        Derived("conditional request", "KeyRequest.Unnamed", "flag ? § : §.Limit(1m)", "_ = §.ResetsDaily().ToJson();"),
        Derived("amount", "1m", "-§", "_ = KeyRequest.Named(\"a\").Limit(§);"),
        Derived("sum", "1m", "§ + §", "_ = KeyRequest.Named(\"a\").Limit(§);"),
        Derived("text", "\"a\"", "§ + \"b\"", "_ = KeyRequest.Named(§); _ = KeyRequest.FromJson(§);"),
        Derived("doubled text", "\"a\"", "§ + §", "_ = KeyRequest.Named(§); _ = KeyRequest.FromJson(§);"),
        Derived("secret", "key.Reveal()", "§ + \"b\"", "Console.WriteLine(§);"),
        Derived("lifetime", "TimeSpan.FromDays(1)", "-§", "_ = request.ExpiresIn(§);"),
        Derived("update", "KeyUpdate.Empty", "§.Limit(1m)", "client.UpdateAsync(\"h\", §);"),
        Derived("delegate", "(Func<Task<CreatedKey>>)(() => client.CreateAsync(request))", "§", "Assert.Throws(§);"),
        Fields("static readonly request", "static readonly KeyRequest", "KeyRequest.Unnamed", "§.Limit(1m)", "_ = §.ResetsDaily().ToJson();"),
        Fields("static readonly amount", "static readonly decimal", "1m", "-§", "_ = KeyRequest.Named(\"a\").Limit(§);"),
        Fields("instance request", "readonly KeyRequest", "KeyRequest.Unnamed", "§.Limit(1m)", "_ = §.ResetsDaily().ToJson();"),
        Fields("property", "static KeyRequest", "KeyRequest.Unnamed", "§.Limit(1m)", "_ = §.ResetsDaily().ToJson();", "{ get; } ="),
    ];

    private static HostedProgram Method(string name, string statements) =>
        new(name, $"class A {{ static async Task M() {{ await Task.Yield();\n{statements}\n}} }}");

    // An expression around values of several types.
    private static HostedProgram Values(string name, Func<int, string> nest)
    {
        return Method(name, $"""
            const string s = "a"; var m = -1m; var i = TimeSpan.Zero; var r = KeyRequest.Unnamed.ResetsDaily();
            _ = KeyRequest.Named({Nest("string", "s")}); _ = KeyRequest.Named({Nest("string", "\"\"")}); _ = KeyRequest.FromJson({Nest("string", "s")});
            _ = request.Limit({Nest("decimal", "m")}).Limit({Nest("decimal", "-1m")}).ExpiresIn({Nest("TimeSpan", "i")}).InWorkspace({Nest("Guid", "Guid.Empty")});
            Console.WriteLine({Nest("string", "key.Reveal()")});
            client.CreateAsync({Nest("KeyRequest", "r")});
            _ = ({Nest("KeyRequest", "r")}).ToJson();
            """);

        string Nest(string type, string value) => nest(Nesting).Replace("§type", type, StringComparison.Ordinal).Replace("§", value, StringComparison.Ordinal);
    }

    // Locals, each derived from the one before it, in one method; every hundredth is used.
    private static HostedProgram Derived(string name, string start, string expression, string use) => Method(
        $"locals derived from each other: {name}",
        string.Join('\n', Enumerable.Range(0, Variables).Select(n =>
            $"var v{n} = {(n == 0 ? start : expression.Replace("§", $"v{n - 1}", StringComparison.Ordinal))};"
            + (n % 100 == 99 ? use.Replace("§", $"v{n}", StringComparison.Ordinal) : ""))));

    // The same with fields, in source order and in the opposite order.
    private static HostedProgram Fields(string name, string declaration, string start, string expression, string use, string operation = "=")
    {
        var fields = Enumerable.Range(0, Variables)
            .Select(n => $"public {declaration} V{n} {operation} {(n == 0 ? start : expression.Replace("§", $"V{n - 1}", StringComparison.Ordinal))};")
            .ToList();
        var last = (Variables - 1).ToString(CultureInfo.InvariantCulture);
        var method = $"void M() {{ {use.Replace("§", "V" + last, StringComparison.Ordinal)} }}";
        return new(
            $"members derived from each other: {name}",
            $"class A {{\n{string.Join('\n', fields)}\n{method} }}",
            $"class B {{\n{string.Join('\n', fields.AsEnumerable().Reverse())}\n{method} }}");
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
