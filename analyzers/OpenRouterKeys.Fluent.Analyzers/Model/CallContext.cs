using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>A method call under analysis.</summary>
internal readonly struct CallContext(OperationAnalysisContext context, KeyApi api, Variables variables)
{
    public KeyApi Api { get; } = api;

    public Variables Variables { get; } = variables;

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
