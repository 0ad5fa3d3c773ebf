using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers.Configuration;
using OpenRouterKeys.Fluent.Analyzers.Json;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Analyzers.Policies;
using OpenRouterKeys.Fluent.Analyzers.Secrets;
using OpenRouterKeys.Fluent.Analyzers.Usage;
using OpenRouterKeys.Fluent.Analyzers.Values;

namespace OpenRouterKeys.Fluent.Analyzers;

/// <summary>Dispatches calls of the library to the rules. It is one analyzer for all rules, so that any other call costs one comparison
/// and no allocation. If the library is not referenced, nothing is registered.</summary>
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
                var variables = new Variables(start.Compilation);
                var policy = ProjectPolicy.Find(start, api, variables);
                var intentional = new IntentionalDiscard(api, variables);
                var serialized = new SerializedKey(api, variables, intentional);
                start.RegisterOperationAction(operation => AnalyzeCall(operation, api, variables, policy), OperationKind.Invocation);
                start.RegisterOperationAction(serialized.AnalyzeCall, OperationKind.Invocation);
                start.RegisterOperationAction(operation => UnnamedRequest.Analyze(operation, api, variables), OperationKind.PropertyReference);
                start.RegisterOperationAction(operation => AnalyzeStatement(operation, api, intentional), OperationKind.ExpressionStatement);
                if (Endpoint.IsAvailable(start.Compilation))
                {
                    start.RegisterOperationAction(serialized.AnalyzeReturn, OperationKind.Return, OperationKind.YieldReturn);
                    start.RegisterOperationAction(serialized.AnalyzeCreation, OperationKind.ObjectCreation);
                }

                start.RegisterSyntaxNodeAction(
                    HardCodedKey.Analyze,
                    SyntaxKind.StringLiteralExpression,
                    SyntaxKind.Utf8StringLiteralExpression,
                    SyntaxKind.InterpolatedStringText);
                AppSettings.Register(start, policy?.Settings, isPolicyChecked: policy is not null);
            }
        });
    }

    internal static void AnalyzeCall(OperationAnalysisContext context, KeyApi api, Variables variables, ProjectPolicy? policy = null)
    {
        var call = new CallContext(context, api, variables, policy);
        var method = call.Invocation.TargetMethod;
        if (api.IsRequestMethod(method) || api.IsUpdateMethod(method))
        {
            ValueRules.Analyze(call);
            ResetWithoutLimit.AnalyzeStep(call);
            RepeatedSetting.Analyze(call);
            StaticExpiration.Analyze(call);
        }

        if (RequestJsonArgument.IsParser(method, api))
        {
            RequestJsonArgument.Analyze(call);
            ResetWithoutLimit.AnalyzeJson(call);
        }
        else if (api.IsUpdateCall(method))
        {
            UpdateIsEmpty.Analyze(call);
        }
        else if (api.IsRevealCall(method))
        {
            LoggedSecret.Analyze(call);
        }
        else if (policy is not null && api.IsPolicyParser(method))
        {
            PolicyLiteral.Analyze(call);
        }

        policy?.MissingSettings?.Analyze(call);
    }

    internal static void AnalyzeStatement(OperationAnalysisContext context, KeyApi api, IntentionalDiscard intentional)
    {
        if (!UnusedCall.TryFind(context, api, intentional, out var call))
        {
            return;
        }

        if (call.IsAwaited)
        {
            DiscardedCreatedKey.Analyze(call);
        }
        else
        {
            DiscardedResult.Analyze(call);
            UnawaitedCall.Analyze(call);
            UnenumeratedCall.Analyze(call);
        }
    }
}
