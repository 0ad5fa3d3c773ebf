using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>Applies a fix to source with markup, one diagnostic at a time and with Fix All. Diagnostics that remain need markup in the
/// expected source.</summary>
internal static partial class Verify
{
    /// <summary>Fixes statements of an async method.</summary>
    public static Task Fix<TFix>(string statements, string expected, string? title = null, int index = 0)
        where TFix : CodeFixProvider, new() => FixFile<TFix>(Method(statements), Method(expected), title, index);

    /// <summary>Fixes members of a class.</summary>
    public static Task FixMembers<TFix>(string members, string expected)
        where TFix : CodeFixProvider, new() => FixFile<TFix>($"class C\n{{\n{members}\n}}", $"class C\n{{\n{expected}\n}}");

    /// <summary>Verifies that no fix is offered.</summary>
    public static Task NoFix<TFix>(string statements)
        where TFix : CodeFixProvider, new() => FixFile<TFix>(Method(statements), Method(statements));

    /// <summary>Verifies the titles of all fixes for the only diagnostic.</summary>
    public static async Task FixTitles<TFix>(string statements, params string[] titles)
        where TFix : FluentCodeFixProvider, new()
    {
        var runner = new FixRunner(new TFix());
        var document = FixRunner.CreateDocument(Usings + Method(statements));
        var diagnostic = Assert.Single(await runner.AnalyzeAsync(document.Project));
        Assert.Equal(titles, (await runner.GetFixesAsync(document, diagnostic)).Select(fix => fix.Title));
    }

    public static async Task FixFile<TFix>(
        string source, string expected, string? title = null, int index = 0, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<OpenRouterKeysAnalyzer, TFix, DefaultVerifier>
        {
            TestCode = Usings + source,
            FixedCode = Usings + expected,
            CodeActionIndex = index,
            // ORK1007 is reported at the reset because of a later use, so it is not local to its node.
            CodeFixTestBehaviors = typeof(TFix) == typeof(ResetWithoutLimitFix) ? CodeFixTestBehaviors.SkipLocalDiagnosticCheck : CodeFixTestBehaviors.None,
            CodeActionVerifier = title is null ? null : (action, verifier) => verifier.Equal(title, action.Title),
        };
        Configure(test, kind);
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
