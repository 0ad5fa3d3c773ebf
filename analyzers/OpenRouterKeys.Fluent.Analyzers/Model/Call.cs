using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>A call under analysis.</summary>
internal readonly struct Call(OperationAnalysisContext context, KeyApi api)
{
    public KeyApi Api { get; } = api;

    public OperationAnalysisContext Context { get; } = context;

    public IInvocationOperation Invocation => (IInvocationOperation)Context.Operation;

    public string Method => Invocation.TargetMethod.Name;

    /// <summary>The argument's value for the first parameter, wherever it is written; null where it is not written, or half-typed.</summary>
    public IOperation? FirstArgument
    {
        get
        {
            foreach (var argument in Invocation.Arguments)
            {
                if (argument is { Parameter.Ordinal: 0, ArgumentKind: ArgumentKind.Explicit })
                {
                    return argument.Value;
                }
            }

            return null;
        }
    }

    public void Report(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        Context.ReportDiagnostic(Diagnostic.Create(descriptor, location, arguments));
}
