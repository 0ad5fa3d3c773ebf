using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Policies;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>A method call under analysis.</summary>
internal readonly struct CallContext(OperationAnalysisContext context, KeyApi api, Variables variables, ProjectPolicy? policy)
{
    public KeyApi Api { get; } = api;

    public Variables Variables { get; } = variables;

    /// <summary>The project's policy; null if policies are not checked.</summary>
    public ProjectPolicy? ProjectPolicy { get; } = policy;

    /// <summary>The settings of the project's policy; null if there is none.</summary>
    public IPolicy? Policy => ProjectPolicy?.Settings;

    public OperationAnalysisContext Context { get; } = context;

    public CancellationToken CancellationToken => Context.CancellationToken;

    public IInvocationOperation Invocation => (IInvocationOperation)Context.Operation;

    public string Method => Invocation.TargetMethod.Name;

    /// <inheritdoc cref="CallSyntax.FirstArgumentOf" />
    public IArgumentOperation? FirstArgument => CallSyntax.FirstArgumentOf(Invocation);

    /// <summary>Creates an evaluation of one expression.</summary>
    public ConstantValue Evaluate() => new(Variables, CancellationToken);

    public void Report(DiagnosticDescriptor descriptor, Location location, params object[] messageArguments) =>
        Context.ReportDiagnostic(Diagnostic.Create(descriptor, location, messageArguments));
}
