using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Corpus;

/// <summary>Generates a program of ordinary C# from the grammars beside this file. Each member is generated several times with different values.</summary>
internal static class OrdinaryCode
{
    private const int MembersPerFile = 30;
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, preprocessorSymbols: RoslynUnderTest.HasCSharp14 ? ["CSHARP14"] : []);

    public static CSharpCompilation Compile(ulong seed, int copies)
    {
        var usings = Read("usings");
        var files = GenerateFiles(seed, copies).Prepend(Read("support")).Append(Read("statements"))
            .Select((file, n) => CSharpSyntaxTree.ParseText(usings + file, Options, $"{n}.cs", Encoding.UTF8));
        return CSharpCompilation.Create("Corpus", files, Verify.References, new(OutputKind.ConsoleApplication, allowUnsafe: true));
    }

    private static IEnumerable<string> GenerateFiles(ulong seed, int copies)
    {
        var grammar = new Grammar(new[] { "values", "requests", "members", "secrets", "near", "files" }.Select(Read));
        var members = grammar["member"].SelectMany((member, n) => grammar.Expand(member).Sample(copies, new Rnd(seed + (ulong)n), 50));
        return members.Chunk(MembersPerFile).Select((chunk, n) =>
            grammar["file"][n % grammar["file"].Count]
                .Replace("§members", string.Join('\n', chunk), StringComparison.Ordinal)
                .Replace("§n", $"{n}", StringComparison.Ordinal));
    }

    public static string Read(string name) =>
        RulePage.ReadFile($"tests/OpenRouterKeys.Fluent.Analyzers.Tests/Corpus/{name}.txt");
}
