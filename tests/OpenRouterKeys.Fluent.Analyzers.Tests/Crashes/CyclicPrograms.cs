using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Crashes;

/// <summary>Programs with variables and members that are initialized from themselves or from each other: each declaration with each
/// expression.</summary>
internal static partial class CyclicPrograms
{
    // X and Y are the references, and the uses follow X.
    private static readonly (string Type, string Uses, string[] Expressions)[] Types =
    [
        (
            "KeyRequest",
            """
            _ = X.ResetsDaily().ToJson(); X.Validate(); X.Limit(-1m); client.CreateAsync(X); client.CreateAsync(X, Store); X.SendAsync(client);
            client.CreateManyAsync(new[] { X, X.Limit(1m) }, Store); client.CreateManyAsync([X, .. new[] { X }], Store);
            """,
            [
                "X", "X.Limit(1m)", "X.ResetsDaily()", "Y.WithName(\"a\")", "(X)", "X!", "(KeyRequest)X", "X?.Limit(1m)", "flag ? X : Y", "flag ? X.Limit(1m) : X",
                "X ?? Y", "(X ?? Y).Limit(1m)", "KeyRequest.FromJson(X.ToJson())", "X.WithName(X.Name)", "X.Limit(X.LimitUsd ?? 1m)", "new[] { X, Y }[0]",
                "flag switch { true => X, _ => Y }", "X = Y", "((Func<KeyRequest>)(() => X))()", "X with { }", "X.EnsureValid().Limit(1m)",
            ]),
        (
            "decimal",
            "_ = KeyRequest.Named(\"a\").Limit(X).Limit(Y); client.UpdateAsync(\"h\", u => u.Limit(X));",
            ["X", "-X", "+X", "X * 2", "X + Y", "-(-Y)", "flag ? X : -X", "(decimal)(double)X", "(int)X", "decimal.Negate(X)", "checked(-X)", "flag switch { true => X, _ => Y }", "X = Y", "X++"]),
        ("decimal?", "_ = KeyRequest.Named(\"a\").Limit(X.Value);", ["X", "-X", "X ?? Y", "X.Value", "-X.Value", "X.GetValueOrDefault()", "(decimal)X!"]),
        (
            "string",
            """
            _ = KeyRequest.Named(X); _ = KeyRequest.FromJson(X); _ = KeyRequest.TemplateFromJson(X); _ = ApiKey.From(X); Console.WriteLine(X);
            _ = request.CreatedBy(X).ForExternalUser(X, ApiKey.From(X)).WithName(X + Y);
            """,
            [
                "X", "X + \"a\"", "\"sk-or-\" + X", "X + Y", "$\"{X}\"", "$\"{{ {Y} }}\"", "X ?? Y", "flag ? X : Y", "string.Concat(X, Y)", "nameof(X)", "X!", "(string)(object)X",
                "\"{\" + X + \"}\"", "key.Reveal() + X", "string.Format(X, Y)", "string.Join(X, X, Y)", "X[..1]", "\"a\" + (flag ? X : Y)",
            ]),
        ("Guid", "_ = request.InWorkspace(X);", ["X", "flag ? X : default", "Guid.Parse(X.ToString())", "new Guid(X.ToByteArray())", "new(X.ToString())"]),
        (
            "TimeSpan",
            "_ = request.ExpiresIn(X); _ = request.ExpiresIn(-X); _ = request.ExpiresAt(DateTimeOffset.UtcNow - X);",
            ["X", "-X", "X + Y", "X - Y", "X * 2", "X.Negate()", "TimeSpan.FromDays(X.TotalDays)", "new TimeSpan(X.Ticks)", "new(0, 0, X.Seconds)", "flag ? X : Y"]),
        (
            "DateTimeOffset",
            "_ = request.ExpiresAt(X); _ = request.ExpiresAt(X.AddDays(-1));",
            ["X", "X.AddDays(-1)", "X - TimeSpan.FromDays(1)", "Y + (X - Y)", "new DateTimeOffset(X.DateTime, X.Offset)", "new(X.Year, 1, 1, 0, 0, 0, X.Offset)", "X.ToUniversalTime()", "DateTimeOffset.Parse(X.ToString())", "flag ? X : Y"]),
        ("DateTime", "_ = request.ExpiresAt(X);", ["X", "X.AddDays(1)", "new DateTime(X.Ticks)", "new(X.Year, 1, 1)", "DateTime.SpecifyKind(X, DateTimeKind.Utc)"]),
        ("LimitReset", "_ = request.Resets(X);", ["X", "(LimitReset)(int)X", "(LimitReset)((int)X + 1)", "X | Y", "flag ? X : Y"]),
        (
            "KeyUpdate",
            "client.UpdateAsync(\"h\", X); client.UpdateAsync(\"h\", _ => X); client.UpdateAsync(\"h\", u => X.Limit(-1m)); X.Limit(1m); _ = X.Limit(1m).Limit(2m).ToJson();",
            ["X", "X.Limit(1m)", "X.ResetsDaily().Unlimited()", "flag ? X : Y", "X ?? KeyUpdate.Empty"]),
        ("Func<KeyUpdate, KeyUpdate>", "client.UpdateAsync(\"h\", X); client.UpdateAsync(\"h\", u => X(u));", ["X", "u => X(u)", "u => Y(X(u))", "u => u.Limit(X(u) == u ? 1m : 2m)", "X + Y", "X ?? Y", "flag ? X : Y"]),
        (
            "Func<CreatedKey, CancellationToken, Task>",
            "client.CreateAsync(request, X); client.CreateManyAsync([request], X); client.CreateAsync(request, (k, t) => X(k, t));",
            ["X", "(k, t) => X(k, t)", "async (k, t) => { await X(k, t); await client.CreateAsync(request, X); Console.WriteLine(k.Key.Reveal()); }", "X ?? Y", "X + Y"]),
        ("Func<Task<CreatedKey>>", "X(); _ = X(); Task.Run(X); Assert.Throws(X);", ["X", "() => X()", "() => client.CreateAsync(request)", "async () => await Y()", "X ?? Y"]),
        ("KeyRequest[]", "client.CreateManyAsync(X, Store); _ = X[0].ResetsDaily().ToJson();", ["X", "[.. X]", "[X[0], Y[0].Limit(1m)]", "new[] { X[0] }", "X.Append(X[0]).ToArray()", "X ?? Y", "flag ? X : Y"]),
        ("ApiKey", "_ = request.ForExternalUser(\"u\", X); Console.WriteLine(X.Reveal()); throw new Exception(\"a\" + X.Reveal());", ["X", "ApiKey.From(X.Reveal())", "ApiKey.From(X + \"a\")", "flag ? X : Y", "X ?? Y"]),
        ("object", "Console.WriteLine(X); Console.WriteLine(\"{0}\", X); _ = KeyRequest.Named((string)X);", ["X", "(object)X", "new object[] { X, key.Reveal() }", "(X, Y)", "new { X }", "$\"{X}{key.Reveal()}\"", "flag ? X : key.Reveal()"]),
    ];

    private static readonly (string Name, string X, string Y, string[] Files)[] LocalConstants = RoslynUnderTest.SurvivesCyclesOfLocalConstants
        ? [("local constants", "X", "Y", ["class A { static void M() { const [type] X = [first], Y = [second]; [uses] } }"])]
        : [];

    // "type", "first" and "second" are the type and the expressions that initialize X and Y; "uses" are the statements.
    private static readonly (string Name, string X, string Y, string[] Files)[] Declarations =
    [
        ("static readonly fields", "X", "Y", ["class A { static readonly [type] X = [first], Y = [second]; static void M() { [uses] } }"]),
        ("static readonly fields by type", "A.X", "A.Y", ["class A { public static readonly [type] X = [first]; public static readonly [type] Y = [second]; static void M() { [uses] } }"]),
        ("instance readonly fields", "X", "Y", ["class A { readonly [type] X = [first], Y = [second]; void M() { [uses] } }"]),
        ("instance readonly fields by this", "this.X", "this.Y", ["class A { readonly [type] X, Y; A() { X = [first]; Y = [second]; } void M() { [uses] } }"]),
        ("constants", "X", "Y", ["class A { const [type] X = [first], Y = [second]; static void M() { [uses] } }"]),
        .. LocalConstants,
        ("initialized properties", "X", "Y", ["class A { static [type] X { get; } = [first]; static [type] Y { get; } = [second]; static void M() { [uses] } }"]),
        ("computed properties", "X", "Y", ["class A { static [type] X => [first]; static [type] Y => [second]; static void M() { [uses] } }"]),
        ("methods", "X()", "Y()", ["class A { static [type] X() => [first]; static [type] Y() => [second]; static void M() { [uses] } }"]),
        ("local functions", "X()", "Y()", ["class A { static void M() { [type] X() => [first]; [type] Y() { return [second]; } [uses] } }"]),
        ("locals", "X", "Y", ["class A { static void M() { [type] X = [first], Y = [second]; [uses] } }"]),
        ("implicitly typed locals", "X", "Y", ["class A { static void M() { var X = [first]; var Y = [second]; [uses] } }"]),
        ("assigned locals", "X", "Y", ["class A { static void M() { [type] X = default!, Y = X; X = [first]; Y = [second]; [uses] } }"]),
        ("for", "X", "Y", ["class A { static void M() { for ([type] X = [first], Y = [second]; flag; ) { [uses] } } }"]),
        ("foreach", "X", "Y", ["class A { static void M() { foreach ([type] X in new [type][] { [first] }) { var Y = [second]; [uses] } } }"]),
        ("switch", "X", "Y", ["class A { static void M() { switch (flag) { case true: [type] X = [first], Y = [second]; [uses] break; } } }"]),
        ("using", "X", "Y", ["class A { static void M() { using (var X = [first]) using (var Y = [second]) { [uses] } } }"]),
        ("patterns", "X", "Y", ["class A { static void M() { if ([first] is var X && [second] is var Y) { [uses] } } }"]),
        ("deconstruction", "X", "Y", ["class A { static void M() { var (X, Y) = ([first], [second]); [uses] } }"]),
        ("lambda", "X", "Y", ["class A { static Action F = () => { [type] X = [first], Y = [second]; [uses] }; }"]),
        ("default parameters", "X", "Y", ["class A { static void M([type] X = [first], [type] Y = [second]) { [uses] } }"]),
        ("query", "X", "Y", ["class A { static void M() { _ = from X in new[] { [first] } let Y = [second] select Do(() => { [uses] }); } static int Do(Action action) => 0; }"]),
        ("top-level statements", "X", "Y", ["[type] X = [first], Y = [second]; [uses]"]),
        ("static constructor", "X", "Y", ["class A { static readonly [type] X, Y = [second]; static A() { X = [first]; } static void M() { [uses] } }"]),
        ("struct", "X", "Y", ["struct A { static readonly [type] X = [first], Y = [second]; static void M() { [uses] } }"]),
        ("interface", "X", "Y", ["interface A { static readonly [type] X = [first], Y = [second]; static void M() { [uses] } }"]),
        ("primary constructor", "X", "Y", ["class A([type] X) { readonly [type] X = [first], Y = [second]; void M() { [uses] } }"]),
        ("record", "X", "Y", ["record A([type] X, [type] Y) { public [type] X { get; } = [first]; public [type] Y { get; init; } = [second]; void M() { [uses] } }"]),
        ("generic type", "A<T>.X", "A<T>.Y", ["class A<T> { public static readonly [type] X = [first], Y = [second]; static void M() { [uses] } }"]),
        ("other construction of a generic type", "A<int>.X", "A<string>.Y", ["class A<T> { public static readonly [type] X = [first], Y = [second]; static void M() { [uses] } }"]),
        ("growing construction of a generic type", "A<A<T>>.X", "A<T[]>.Y", ["class A<T> { public static readonly [type] X = [first], Y = [second]; static void M() { [uses] } }"]),
        ("nested types", "A.X", "A.B.Y", ["class A { public static readonly [type] X = [first]; public class B { public static readonly [type] Y = [second]; static void M() { [uses] } } }"]),
        ("base type", "B.X", "A.Y", ["class A { public static readonly [type] Y = [second]; static void M() { [uses] } } class B : A { public static readonly [type] X = [first]; }"]),
        ("parts of a type", "X", "Y", ["partial class A { static readonly [type] X = [first]; } partial class A { static readonly [type] Y = [second]; static void M() { [uses] } }"]),
        (
            "parts of a type in two files", "X", "Y",
            [
                "partial class A { static readonly [type] X = [first]; static void L() { [uses] } }",
                "partial class A { static readonly [type] Y = [second]; static void M() { [uses] } }",
            ]),
        (
            "two files", "A.X", "B.Y",
            [
                "static class A { public static readonly [type] X = [first]; static void M() { [uses] } }",
                "static class B { public static readonly [type] Y = [second]; static void M() { [uses] } }",
            ]),
    ];

    // In CI, a third of them: each declaration with every third type, and each type with every third declaration. All by hand: CRASH_PROGRAMS=all.
    private static readonly int Part = Environment.GetEnvironmentVariable("CRASH_PROGRAMS") == "all" ? 1 : 3;

    /// <summary>A program for each declaration and type. It contains the declaration once for each expression.</summary>
    public static IReadOnlyList<HostedProgram> All { get; } =
    [
        .. from declaration in Declarations.Index()
           from type in Types.Index()
           where (declaration.Index + type.Index) % Part == 0
           select Create(declaration.Item, type.Item),
    ];

    private static HostedProgram Create(
        (string Name, string X, string Y, string[] Files) declaration, (string Type, string Uses, string[] Expressions) type) => new(
        $"{declaration.Name} of type {type.Type}",
        [.. declaration.Files.Select(file => Create(file, declaration.X, declaration.Y, type.Type, type.Uses, type.Expressions))]);

    private static string Create(string file, string x, string y, string type, string uses, string[] expressions)
    {
        var scope = file.StartsWith("[type]", StringComparison.Ordinal) ? "" : "namespace N§ "; // top-level statements are in a block
        return string.Join('\n', expressions.Select((expression, n) => scope.Replace("§", $"{n}", StringComparison.Ordinal) + "{ " + file
            .Replace("[type]", type, StringComparison.Ordinal)
            .Replace("[first]", Substitute(expression, x, y), StringComparison.Ordinal)
            .Replace("[second]", Substitute(expression, y, x), StringComparison.Ordinal)
            .Replace("[uses]", Substitute(uses, x, y), StringComparison.Ordinal) + " }"));
    }

    private static string Substitute(string code, string x, string y) => Reference().Replace(code, reference => reference.Value == "X" ? x : y);

    [GeneratedRegex(@"\b[XY]\b")]
    private static partial Regex Reference();
}
