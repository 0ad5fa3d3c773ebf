using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers.Chains;
using OpenRouterKeys.Fluent.Analyzers.Json;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Analyzers.Secrets;
using OpenRouterKeys.Fluent.Analyzers.Usage;
using OpenRouterKeys.Fluent.Analyzers.Values;

namespace OpenRouterKeys.Fluent.Analyzers;

/// <summary>Hands each call of the library to the rules. One analyzer for all of them, so that a call that is not ours costs one
/// comparison and allocates nothing; and nothing is registered where the library is not referenced.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OpenRouterKeysAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Descriptors.All];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KeyApi.Find(start.Compilation) is { } api)
            {
                start.RegisterOperationAction(operation => AnalyzeCall(operation, api), OperationKind.Invocation);
                start.RegisterOperationAction(operation => AnalyzeStatement(operation, api), OperationKind.ExpressionStatement);
                start.RegisterSyntaxNodeAction(
                    KeyInSource.Analyze,
                    SyntaxKind.StringLiteralExpression,
                    SyntaxKind.Utf8StringLiteralExpression,
                    SyntaxKind.InterpolatedStringText);
            }
        });
    }

    internal static void AnalyzeCall(OperationAnalysisContext context, KeyApi api)
    {
        var call = new Call(context, api);
        if (api.IsRequestMethod(call.Invocation.TargetMethod))
        {
            ValueRules.Analyze(call);
            RequestJsonLiteral.Analyze(call);
            ResetWithoutLimit.Analyze(call);
            RepeatedSetting.Analyze(call);
            StaticExpiry.Analyze(call);
        }
        else if (api.IsChangeMethod(call.Invocation.TargetMethod))
        {
            ValueRules.Analyze(call);
        }
        else if (api.IsUpdate(call.Invocation.TargetMethod))
        {
            EmptyChange.Analyze(call);
        }
        else if (api.IsSend(call.Invocation.TargetMethod))
        {
            ResetWithoutLimit.Analyze(call);
        }
        else if (api.IsReveal(call.Invocation.TargetMethod))
        {
            ShownSecret.Analyze(call);
        }
    }

    private static void AnalyzeStatement(OperationAnalysisContext context, KeyApi api)
    {
        if (WrittenStatement.Find(context.Operation) is { } statement)
        {
            DiscardedStep.Analyze(context, statement, api);
            DiscardedKey.Analyze(context, statement, api);
            UnawaitedCall.Analyze(context, statement, api);
        }
    }
}
