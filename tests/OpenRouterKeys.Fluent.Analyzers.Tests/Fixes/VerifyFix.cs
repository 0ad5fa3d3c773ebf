using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>Checks what a fix makes of source with markup: one by one, and with Fix All.</summary>
internal static partial class Verify
{
    /// <summary>Statements of an async method. What is fixed may still break rules, and says so with markup.</summary>
    public static Task Fix<TFix>(string statements, string mended, string? title = null, int index = 0)
        where TFix : CodeFixProvider, new() => FixFile<TFix>(Method(statements), Method(mended), title, index);

    /// <summary>Members of a class.</summary>
    public static Task FixMembers<TFix>(string members, string mended)
        where TFix : CodeFixProvider, new() => FixFile<TFix>($"class C\n{{\n{members}\n}}", $"class C\n{{\n{mended}\n}}");

    /// <summary>No fix is offered.</summary>
    public static Task NoFix<TFix>(string statements)
        where TFix : CodeFixProvider, new() => FixFile<TFix>(Method(statements), Method(statements));

    public static async Task FixFile<TFix>(
        string source, string mended, string? title = null, int index = 0, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<OpenRouterKeysAnalyzer, TFix, DefaultVerifier>
        {
            TestCode = Usings + source,
            FixedCode = Usings + mended,
            CodeActionIndex = index,
            // A request in a variable is reported where it is built, because of how it is used.
            CodeFixTestBehaviors = typeof(TFix) == typeof(RemoveReset) ? CodeFixTestBehaviors.SkipLocalDiagnosticCheck : CodeFixTestBehaviors.None,
            CodeActionVerifier = title is null ? null : (action, verifier) => verifier.Equal(title, action.Title),
        };
        Prepare(test, kind);
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
