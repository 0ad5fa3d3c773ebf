using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Evaluates times and durations. C# has no constants of these types.</summary>
internal sealed class ConstantTime(ConstantValue constants)
{
    private const int MaxDepth = 32;
    private const double MaxTicks = 9e18; // below this, a double can be converted to a long
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14); // of a time zone
    private int _depth;

    /// <summary>Evaluates an instant: the latest UTC ticks that it can have, or the ticks after the current time.</summary>
    public bool TryGetInstant(IOperation operation, out long ticks, out bool isAfterNow)
    {
        (ticks, isAfterNow) = (0, false);
        if (_depth >= MaxDepth)
        {
            return false;
        }

        _depth++;
        try
        {
            return TryGetInstantOf(constants.Resolve(operation), out ticks, out isAfterNow) && (isAfterNow || ticks >= 0);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException or ArgumentException)
        {
            return false; // The program throws for these arguments, which is not reported.
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>Evaluates a duration in ticks.</summary>
    public bool TryGetTicks(IOperation operation, out long ticks)
    {
        ticks = 0;
        if (_depth >= MaxDepth)
        {
            return false;
        }

        _depth++;
        try
        {
            return TryGetTicksOf(constants.Resolve(operation), out ticks);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            return false;
        }
        finally
        {
            _depth--;
        }
    }

    private bool TryGetInstantOf(IOperation operation, out long ticks, out bool isAfterNow)
    {
        (ticks, isAfterNow) = (0, false);
        switch (operation)
        {
            case IConversionOperation { OperatorMethod.ContainingType: var type, Operand: var dateTime } when Is(type, nameof(DateTimeOffset)):
                return TryGetInstant(dateTime, out ticks, out isAfterNow);
            case IDefaultValueOperation { Type.Name: nameof(DateTimeOffset) or nameof(DateTime) }:
                return true;
            case IFieldReferenceOperation { Field: { ContainingType: var type, Name: var name } } when IsInstant(type):
                ticks = name == "UnixEpoch" ? new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks : 0;
                return name is "UnixEpoch" or "MinValue";
            case IPropertyReferenceOperation { Property: { ContainingType: var type, Name: "UtcNow" or "Now" or "Today" } } when IsInstant(type):
                return isAfterNow = true;
            case IObjectCreationOperation { Type: { } type } creation when Is(type, nameof(DateTimeOffset)):
                return TryGetOffsetCreation(creation, out ticks, out isAfterNow);
            case IObjectCreationOperation { Type: { } type } creation when Is(type, nameof(DateTime)):
                return TryGetNumbers(creation, out var numbers, out _, out var isUtc) && TryGetDateTime(numbers, out ticks) && (isUtc || TryAdd(ref ticks, MaxOffset.Ticks));
            case IInvocationOperation { TargetMethod: { ContainingType: var type, Name: var name }, Instance: null, Arguments: { Length: 1 } arguments }
                when Is(type, nameof(DateTimeOffset)) && constants.TryGetInteger(arguments[0].Value, out var units):
                ticks = name switch
                {
                    "FromUnixTimeSeconds" => DateTimeOffset.FromUnixTimeSeconds(units).Ticks,
                    "FromUnixTimeMilliseconds" => DateTimeOffset.FromUnixTimeMilliseconds(units).Ticks,
                    _ => 0,
                };
                return name.StartsWith("FromUnixTime", StringComparison.Ordinal);
            case IInvocationOperation { TargetMethod: { ContainingType: var type }, Instance: { } instance } call when IsInstant(type):
                return TryGetInstant(instance, out ticks, out isAfterNow) && TryMove(call, ref ticks, isAfterNow);
            case IBinaryOperation { OperatorMethod.ContainingType: var type, OperatorKind: var kind, LeftOperand: var left, RightOperand: var right }
                when IsInstant(type) && kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract:
                return TryGetTicks(right, out var change) && TryGetInstant(left, out ticks, out isAfterNow)
                    && TryAdd(ref ticks, kind == BinaryOperatorKind.Add ? change : -change);
            default:
                return false;
        }
    }

    // new DateTimeOffset(), (dateTime), (dateTime, offset), (ticks, offset), (year, …, offset).
    private bool TryGetOffsetCreation(IObjectCreationOperation creation, out long ticks, out bool isAfterNow)
    {
        (ticks, isAfterNow) = (0, false);
        if (creation.Arguments.IsEmpty)
        {
            return true;
        }

        var first = creation.Arguments.First(argument => argument.Parameter?.Ordinal == 0).Value;
        if (first.Type?.Name != nameof(DateTime))
        {
            return TryGetNumbers(creation, out var numbers, out var offset, out _) && TryGetDateTime(numbers, out ticks) && TryAdd(ref ticks, -offset);
        }

        if (creation.Arguments.Length == 1)
        {
            return TryGetInstant(first, out ticks, out isAfterNow);
        }

        return constants.Resolve(first) is IObjectCreationOperation dateTime
            && TryGetNumbers(dateTime, out var parts, out _, out _) && TryGetDateTime(parts, out ticks)
            && TryGetTicks(creation.Arguments.First(argument => argument.Parameter?.Ordinal == 1).Value, out var difference)
            && TryAdd(ref ticks, -difference);
    }

    // The numbers of a constructor's arguments, in the order of its parameters, without the offset or the kind.
    private bool TryGetNumbers(IObjectCreationOperation creation, out long[] numbers, out long offset, out bool isUtc)
    {
        (numbers, offset, isUtc) = (new long[creation.Arguments.Count(argument => argument.Parameter?.Type.TypeKind is TypeKind.Struct && argument.Parameter.Type.Name != nameof(TimeSpan))], 0, false);
        foreach (var argument in creation.Arguments)
        {
            var isRead = argument.Parameter switch
            {
                { Type.Name: nameof(TimeSpan) } => TryGetTicks(argument.Value, out offset),
                { Type.Name: nameof(DateTimeKind) } => TryGetKind(argument.Value, out isUtc),
                { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64, Ordinal: var ordinal } when ordinal < numbers.Length =>
                    constants.TryGetInteger(argument.Value, out numbers[ordinal]),
                _ => false,
            };
            if (!isRead)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryGetKind(IOperation operation, out bool isUtc)
    {
        var kind = constants.Resolve(operation).ConstantValue;
        isUtc = kind is { HasValue: true, Value: (int)DateTimeKind.Utc };
        return kind.HasValue;
    }

    private static bool TryGetDateTime(long[] n, out long ticks)
    {
        const long TicksPerMicrosecond = 10;
        ticks = 0;
        switch (n.Length)
        {
            case 0:
                return true;
            case 1:
                ticks = new DateTime(n[0]).Ticks;
                return true;
            case 3:
                ticks = new DateTime((int)n[0], (int)n[1], (int)n[2]).Ticks;
                return true;
            case 6 or 7 or 8:
                ticks = new DateTime((int)n[0], (int)n[1], (int)n[2], (int)n[3], (int)n[4], (int)n[5]).Ticks;
                return (n.Length < 7 || TryAdd(ref ticks, n[6] * TimeSpan.TicksPerMillisecond)) && (n.Length < 8 || TryAdd(ref ticks, n[7] * TicksPerMicrosecond));
            default:
                return false;
        }
    }

    // AddDays(-1), Subtract(TimeSpan.FromDays(1)), ToUniversalTime(), …
    private bool TryMove(IInvocationOperation call, ref long ticks, bool isAfterNow)
    {
        var name = call.TargetMethod.Name;
        if (name is "ToUniversalTime" or "ToLocalTime")
        {
            return true;
        }

        if (call.Arguments.Length != 1)
        {
            return false;
        }

        var argument = call.Arguments[0].Value;
        switch (name)
        {
            case "Add" or "Subtract":
                return TryGetTicks(argument, out var change) && TryAdd(ref ticks, name == "Add" ? change : -change);
            case "AddTicks":
                return constants.TryGetInteger(argument, out var added) && TryAdd(ref ticks, added);
            case "AddMonths" or "AddYears" when constants.TryGetInteger(argument, out var number):
                var months = checked((int)number * (name == "AddYears" ? 12 : 1));
                if (!isAfterNow)
                {
                    ticks = new DateTime(ticks).AddMonths(months).Ticks;
                    return true;
                }

                // The latest instant that is possible: a month has 28 to 31 days.
                return TryAdd(ref ticks, months * (months > 0 ? 31 : 28) * TimeSpan.TicksPerDay);
            default:
                return TicksPer(name, "Add") is > 0 and var unit && constants.TryGetNumber(argument, out var units)
                    && TryConvert(units * unit, out var difference) && TryAdd(ref ticks, difference);
        }
    }

    private bool TryGetTicksOf(IOperation operation, out long ticks)
    {
        ticks = 0;
        switch (operation)
        {
            case IDefaultValueOperation { Type.Name: nameof(TimeSpan) }:
                return true;
            case IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan", ContainingType.Name: "Timeout" } }:
                ticks = -TimeSpan.TicksPerMillisecond;
                return true;
            case IFieldReferenceOperation { Field: { ContainingType: var type, Name: var name } } when Is(type, nameof(TimeSpan)):
                ticks = name switch { "MinValue" => TimeSpan.MinValue.Ticks, "MaxValue" => TimeSpan.MaxValue.Ticks, _ => 0 };
                return name is "MinValue" or "MaxValue" or "Zero";
            case IObjectCreationOperation { Type: { } type } creation when Is(type, nameof(TimeSpan)):
                return TryGetNumbers(creation, out var numbers, out _, out _) && TryGetTimeSpan(numbers, out ticks);
            case IUnaryOperation { OperatorMethod.ContainingType: var type, OperatorKind: var kind, Operand: var operand } when Is(type, nameof(TimeSpan)):
                return TryGetTicks(operand, out ticks) && (kind == UnaryOperatorKind.Plus || TryNegate(ref ticks));
            case IBinaryOperation { OperatorMethod.ContainingType: var type } binary when Is(type, nameof(TimeSpan)):
                return TryCombine(binary, out ticks);
            case IInvocationOperation { TargetMethod: { Name: "Negate", ContainingType: var type }, Instance: { } instance } when Is(type, nameof(TimeSpan)):
                return TryGetTicks(instance, out ticks) && TryNegate(ref ticks);
            case IInvocationOperation { TargetMethod: { ContainingType: var type, IsStatic: true } } factoryCall when Is(type, nameof(TimeSpan)):
                return TryGetFactoryTicks(factoryCall, out ticks);
            default:
                return false;
        }
    }

    private bool TryCombine(IBinaryOperation binary, out long ticks)
    {
        ticks = 0;
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract:
                return TryGetTicks(binary.LeftOperand, out ticks) && TryGetTicks(binary.RightOperand, out var change)
                    && TryAdd(ref ticks, binary.OperatorKind == BinaryOperatorKind.Add ? change : -change);
            case BinaryOperatorKind.Multiply:
                return ((TryGetTicks(binary.LeftOperand, out var duration) && constants.TryGetNumber(binary.RightOperand, out var factor))
                        || (TryGetTicks(binary.RightOperand, out duration) && constants.TryGetNumber(binary.LeftOperand, out factor)))
                    && TryConvert(duration * factor, out ticks);
            default:
                return false;
        }
    }

    // FromDays(double), or FromDays(days, hours, …) with integers.
    private bool TryGetFactoryTicks(IInvocationOperation factoryCall, out long ticks)
    {
        var sum = 0d;
        ticks = 0;
        foreach (var argument in factoryCall.Arguments)
        {
            var unit = argument.Parameter is { Name: "value" } or null ? TicksPer(factoryCall.TargetMethod.Name, "From") : TicksPer("From" + argument.Parameter.Name, "From");
            if (unit == 0 || !constants.TryGetNumber(argument.Value, out var units))
            {
                return false;
            }

            sum += units * unit;
        }

        return !factoryCall.Arguments.IsEmpty && TryConvert(sum, out ticks);
    }

    private static bool TryGetTimeSpan(long[] n, out long ticks)
    {
        const long TicksPerMicrosecond = 10;
        ticks = n.Length switch
        {
            0 => 0,
            1 => n[0],
            3 => new TimeSpan((int)n[0], (int)n[1], (int)n[2]).Ticks,
            4 => new TimeSpan((int)n[0], (int)n[1], (int)n[2], (int)n[3]).Ticks,
            5 => new TimeSpan((int)n[0], (int)n[1], (int)n[2], (int)n[3], (int)n[4]).Ticks,
            6 => new TimeSpan((int)n[0], (int)n[1], (int)n[2], (int)n[3], (int)n[4]).Ticks + (n[5] * TicksPerMicrosecond),
            _ => long.MaxValue,
        };
        return n.Length <= 6;
    }

    private static long TicksPer(string method, string prefix) => method.Substring(prefix.Length).ToUpperInvariant() switch
    {
        "DAYS" => TimeSpan.TicksPerDay,
        "HOURS" => TimeSpan.TicksPerHour,
        "MINUTES" => TimeSpan.TicksPerMinute,
        "SECONDS" => TimeSpan.TicksPerSecond,
        "MILLISECONDS" => TimeSpan.TicksPerMillisecond,
        "MICROSECONDS" => TimeSpan.TicksPerMillisecond / 1000,
        "TICKS" => 1,
        _ => 0,
    };

    private static bool TryConvert(double value, out long ticks)
    {
        ticks = value is > -MaxTicks and < MaxTicks ? (long)value : 0;
        return value is > -MaxTicks and < MaxTicks;
    }

    private static bool TryNegate(ref long ticks)
    {
        ticks = checked(-ticks);
        return true;
    }

    private static bool TryAdd(ref long ticks, long change)
    {
        ticks = checked(ticks + change);
        return true;
    }

    private static bool IsInstant(ITypeSymbol? type) => Is(type, nameof(DateTimeOffset)) || Is(type, nameof(DateTime));

    private static bool Is(ITypeSymbol? type, string name) => type is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } && type.Name == name;
}
