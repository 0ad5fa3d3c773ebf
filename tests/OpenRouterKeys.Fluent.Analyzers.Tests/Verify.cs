using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>Runs the analyzer on source whose markup contains the expected diagnostics: <c>{|ORK1004:-1m|}</c>.</summary>
internal static partial class Verify
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using OpenRouterKeys.Fluent;

        """;

    private static readonly string[] AspNetCore =
    [
        "Microsoft.AspNetCore.dll", "Microsoft.AspNetCore.Hosting.Abstractions.dll", "Microsoft.AspNetCore.Http.dll", "Microsoft.AspNetCore.Http.Abstractions.dll",
        "Microsoft.AspNetCore.Http.Extensions.dll", "Microsoft.AspNetCore.Http.Features.dll", "Microsoft.AspNetCore.Http.Results.dll", "Microsoft.AspNetCore.Mvc.Abstractions.dll",
        "Microsoft.AspNetCore.Mvc.Core.dll", "Microsoft.AspNetCore.Mvc.ViewFeatures.dll", "Microsoft.AspNetCore.Routing.dll", "Microsoft.AspNetCore.Routing.Abstractions.dll",
        "Microsoft.Extensions.Hosting.Abstractions.dll",
    ];

    /// <summary>The references of all test programs: .NET, the parts of ASP.NET Core that write JSON, the library and its dependencies.</summary>
    public static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location)
                || AspNetCore.Contains(Path.GetFileName(path))
                || Path.GetFileName(path) is "OpenRouterKeys.Fluent.dll" or "FluentValidation.dll" or "Flurl.dll" or "Flurl.Http.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Verifies statements of an async method.</summary>
    public static Task Body(string statements) => File(Method(statements));

    /// <summary>Verifies members of a class.</summary>
    public static Task Members(string members) => File($"class C\n{{\n{members}\n}}");

    /// <summary>Verifies a file, except its usings.</summary>
    public static Task File(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary) => Run(new CSharpAnalyzerTest<OpenRouterKeysAnalyzer, DefaultVerifier>(), Usings + source, kind);

    /// <summary>Verifies statements of an async method in a project with a policy file, whose content may have markup too.</summary>
    public static Task BodyWithPolicy(string policy, string statements, params string[] properties) => FileWithPolicy(policy, Method(statements), properties);

    /// <summary>Verifies a file, except its usings, in a project with a policy file and MSBuild properties, as in <c>IsTestProject = true</c>.</summary>
    public static Task FileWithPolicy(string policy, string source, params string[] properties) => FileWithPolicies([("/repository/openrouter-keys.policy.json", policy)], source, properties);

    public static Task FileWithPolicies(IEnumerable<(string Path, string Content)> policies, string source, params string[] properties)
    {
        var test = new CSharpAnalyzerTest<OpenRouterKeysAnalyzer, DefaultVerifier>();
        test.TestState.AdditionalFiles.AddRange(policies.Select(file => (file.Path, SourceText.From(file.Content))));
        if (properties.Length > 0)
        {
            test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{string.Join('\n', properties.Select(property => $"build_property.{property}"))}\n"));
        }

        return Run(test, Usings + source, OutputKind.DynamicallyLinkedLibrary);
    }

    public static string Method(string statements) => $$"""
        class C
        {
            static async Task M(OpenRouterKeysClient client, KeyRequest request, decimal amount, string text, ApiKey key)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """;

    private static async Task Run(AnalyzerTest<DefaultVerifier> test, string source, OutputKind kind)
    {
        test.TestCode = source;
        Configure(test, kind);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static void Configure(AnalyzerTest<DefaultVerifier> test, OutputKind kind)
    {
        test.ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        test.TestState.AdditionalReferences.AddRange(References);
        test.TestState.OutputKind = kind;
        test.CompilerDiagnostics = CompilerDiagnostics.Errors;
        test.SolutionTransforms.Add((solution, project) => solution
            .WithProjectParseOptions(project, new CSharpParseOptions(LanguageVersion.Latest))
            .WithProjectCompilationOptions(project, ((CSharpCompilationOptions)solution.GetProject(project)!.CompilationOptions!).WithNullableContextOptions(NullableContextOptions.Disable)));
    }
}
