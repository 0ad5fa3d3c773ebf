using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Evaluates dates and lifetimes. C# has no constants of these types.</summary>
internal static class ConstantTime
{
    // A TimeSpan can hold this number of any unit. Below its range, TimeSpan.FromX throws, which is not reported.
    private const double MinUnits = -1e6;

    /// <summary>Evaluates <c>default</c>, <c>MinValue</c>, <c>UnixEpoch</c>, and <c>new DateTimeOffset(constants, TimeSpan.Zero)</c>.</summary>
    public static bool TryGetDateTimeOffset(IOperation operation, CancellationToken cancellationToken, out DateTimeOffset value)
    {
        value = default;
        switch (ConstantValue.Resolve(operation, cancellationToken))
        {
            case IDefaultValueOperation { Type.Name: nameof(DateTimeOffset) }:
            case IFieldReferenceOperation { Field: { Name: "MinValue", ContainingType: { Name: nameof(DateTimeOffset), ContainingNamespace.Name: "System" } } }:
                return true;
            case IFieldReferenceOperation { Field: { Name: "UnixEpoch", ContainingType: { Name: nameof(DateTimeOffset), ContainingNamespace.Name: "System" } } }:
                value = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
                return true;
            case IObjectCreationOperation { Type: { Name: nameof(DateTimeOffset), ContainingNamespace.Name: "System" } } creation:
                return creation.Arguments.IsEmpty || TryConstruct(creation, cancellationToken, out value);
            default:
                return false;
        }
    }

    /// <summary>Returns true for <c>TimeSpan.Zero</c>, <c>default</c>, <c>MinValue</c>, and <c>TimeSpan.FromX</c> with constants of which none is
    /// positive.</summary>
    public static bool IsNotPositive(IOperation operation, CancellationToken cancellationToken)
    {
        var resolved = ConstantValue.Resolve(operation, cancellationToken);
        return IsZero(resolved)
            || (resolved is IFieldReferenceOperation { Field: { Name: "MinValue", ContainingType: { Name: nameof(TimeSpan), ContainingNamespace.Name: "System" } } })
            || (resolved is IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: nameof(TimeSpan), ContainingNamespace.Name: "System" } } method } factoryCall
                && method.Name.StartsWith("From", StringComparison.Ordinal)
                && HasNoPositiveArgument(factoryCall, cancellationToken));
    }

    private static bool IsZero(IOperation resolved) => resolved
        is IDefaultValueOperation { Type.Name: nameof(TimeSpan) }
        or IObjectCreationOperation { Type: { Name: nameof(TimeSpan), ContainingNamespace.Name: "System" }, Arguments.IsEmpty: true }
        or IFieldReferenceOperation { Field: { Name: "Zero", ContainingType: { Name: nameof(TimeSpan), ContainingNamespace.Name: "System" } } };

    private static bool HasNoPositiveArgument(IInvocationOperation factoryCall, CancellationToken cancellationToken)
    {
        foreach (var argument in factoryCall.Arguments)
        {
            var value = ConstantValue.Resolve(argument.Value, cancellationToken).ConstantValue;
            if (!(value.HasValue && value.Value is int and <= 0 or long and <= 0L or double and <= 0d and >= MinUnits))
            {
                return false;
            }
        }

        return !factoryCall.Arguments.IsEmpty;
    }

    // Handles the constructors with year to second, millisecond or microsecond and an offset, and the one with ticks and an offset.
    private static bool TryConstruct(IObjectCreationOperation creation, CancellationToken cancellationToken, out DateTimeOffset value)
    {
        value = default;
        var numbers = new long[creation.Arguments.Length];
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is not { } parameter)
            {
                return false;
            }

            var resolved = ConstantValue.Resolve(argument.Value, cancellationToken);
            if (parameter.Type.Name == nameof(TimeSpan) ? !IsZero(resolved) : !TryGetNumber(resolved, out numbers[parameter.Ordinal]))
            {
                return false;
            }
        }

        return TryConstruct(numbers, out value);
    }

    private static bool TryGetNumber(IOperation value, out long number)
    {
        number = value.ConstantValue.Value is int or long ? Convert.ToInt64(value.ConstantValue.Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        return value.ConstantValue is { HasValue: true, Value: int or long };
    }

    // The arguments except the offset, which is last and always zero.
    private static bool TryConstruct(long[] n, out DateTimeOffset value)
    {
        const long TicksPerMicrosecond = 10;
        value = default;
        try
        {
            value = n.Length switch
            {
                2 => new DateTimeOffset(n[0], TimeSpan.Zero),
                7 => new DateTimeOffset((int)n[0], (int)n[1], (int)n[2], (int)n[3], (int)n[4], (int)n[5], TimeSpan.Zero),
                8 => new DateTimeOffset((int)n[0], (int)n[1], (int)n[2], (int)n[3], (int)n[4], (int)n[5], (int)n[6], TimeSpan.Zero),
                9 => new DateTimeOffset((int)n[0], (int)n[1], (int)n[2], (int)n[3], (int)n[4], (int)n[5], (int)n[6], TimeSpan.Zero).AddTicks(n[7] * TicksPerMicrosecond),
                _ => DateTimeOffset.MaxValue,
            };
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false; // The constructor throws for these arguments, which is not reported.
        }
    }
}
