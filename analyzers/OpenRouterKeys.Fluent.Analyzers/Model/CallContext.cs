using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>A method call under analysis.</summary>
internal readonly struct CallContext(OperationAnalysisContext context, KeyApi api)
{
    public KeyApi Api { get; } = api;

    public OperationAnalysisContext Context { get; } = context;

    public IInvocationOperation Invocation => (IInvocationOperation)Context.Operation;

    public string Method => Invocation.TargetMethod.Name;

    /// <inheritdoc cref="CallSyntax.FirstArgumentOf" />
    public IArgumentOperation? FirstArgument => CallSyntax.FirstArgumentOf(Invocation);

    public void Report(DiagnosticDescriptor descriptor, Location location, params object[] messageArguments) =>
        Context.ReportDiagnostic(Diagnostic.Create(descriptor, location, messageArguments));
}
