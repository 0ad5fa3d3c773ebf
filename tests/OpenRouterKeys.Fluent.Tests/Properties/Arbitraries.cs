using FsCheck;
using FsCheck.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Properties;

/// <summary>Random requests and the values in them. Every arbitrary shrinks.</summary>
public static class Arbitraries
{
    private static readonly string[] Alphabets = ["abc XYZ 019", "\"\\/<>&'+`{}[]:,", "äöüß€", "\u200B\u2028\uFEFF\uFFFD\u180E", "日本語", "😀👩‍👧", "\u0301\u0327"];

    /// <summary>Text that is a valid name, in any script.</summary>
    public static Gen<string> Text { get; } =
        from runes in Gen.OneOf(
            Gen.Elements(Alphabets.SelectMany(alphabet => alphabet.EnumerateRunes().Select(rune => rune.ToString())).ToArray()),
            Gen.Choose(0x20, 0x10FFFF).Where(System.Text.Rune.IsValid).Select(code => char.ConvertFromUtf32(code))).ArrayOf()
        let text = string.Concat(runes)
        select TextShape.IsBlank(text) || TextShape.IsIllFormed(text) || KeyShape.IsIn(text) ? "name" : text;

    /// <summary>Any decimal that is not negative, with any scale.</summary>
    public static Gen<decimal> Amount { get; } = Gen.OneOf(
        Gen.Elements(0m, 1m, 25m, 0.01m, decimal.MaxValue, 0.0000000000000000000000000001m, 1.10m, 7.9228162514264337593543950335m, 123456789012345.6m),
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from middle in Gen.Choose(int.MinValue, int.MaxValue)
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from parts in Gen.Choose(1, 3)
        from scale in Gen.Choose(0, 28)
        select new decimal(low, parts > 1 ? middle : 0, parts > 2 ? high : 0, false, (byte)scale));

    public static Gen<DateTimeOffset> FutureTime { get; } =
        from fraction in Gen.Choose(0, int.MaxValue)
        from precision in Gen.Elements(1L, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond)
        let span = DateTimeOffset.MaxValue.Ticks - TestTime.Now.Ticks - 1
        let ticks = TestTime.Now.Ticks + 1 + (long)(span * (fraction / (double)int.MaxValue))
        from offset in Gen.Choose(-14, 14)
        select new DateTimeOffset(Math.Min(ticks - (ticks % precision) + precision, DateTime.MaxValue.Ticks), TimeSpan.Zero) is var time
            && time.Year < 9999 ? time.ToOffset(TimeSpan.FromHours(offset)) : time;

    /// <summary>A step with a valid argument.</summary>
    public static Gen<Step<KeyRequest>> ValidStep { get; } = Gen.OneOf(
        Text.Select(name => new Step<KeyRequest>("name", $"WithName({name})", r => r.WithName(name))),
        Amount.Select(usd => new Step<KeyRequest>("limit", $"Limit({usd})", r => r.Limit(usd))),
        Gen.Constant(new Step<KeyRequest>("limit", "Unlimited", r => r.Unlimited())),
        Gen.Elements(LimitReset.Never, LimitReset.Daily, LimitReset.Weekly, LimitReset.Monthly).Select(i => new Step<KeyRequest>("reset", $"Resets({i})", r => r.Resets(i))),
        Gen.Elements(true, false).Select(included => new Step<KeyRequest>("byok", $"IncludesByok({included})", r => r.IncludesByok(included))),
        FutureTime.Select(time => new Step<KeyRequest>("expiration", $"ExpiresAt({time:O})", r => r.ExpiresAt(time))),
        Gen.Choose(1, int.MaxValue).Select(n => new Step<KeyRequest>("workspace", $"InWorkspace({n})", r => r.InWorkspace(new Guid(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))),
        Text.Select(user => new Step<KeyRequest>("creator", $"CreatedBy({user})", r => r.CreatedBy(user))),
        from user in Text
        from key in Text.OrNull()
        let padded = key is null ? null : ApiKey.From(key.PadRight(32, '#'))
        select new Step<KeyRequest>("external", $"ForExternalUser({user}, {key})", r => r.ForExternalUser(user, padded)));

    /// <summary>A step with a valid or invalid argument.</summary>
    public static Gen<Step<KeyRequest>> AnyStep { get; } = Gen.OneOf(
        ValidStep,
        Gen.Elements("", " ", "a\n", "\uD800", "sk-or-v1-0123456789abcdef0123456789abcdef").Select(name => new Step<KeyRequest>("name", $"WithName({name})", r => r.WithName(name))),
        Amount.Select(usd => new Step<KeyRequest>("limit", $"Limit(-{usd})", r => r.Limit(-usd))),
        Gen.Choose(-3, 9).Select(i => new Step<KeyRequest>("reset", $"Resets({i})", r => r.Resets((LimitReset)i))),
        Gen.Choose(-1000, 1000).Select(n => new Step<KeyRequest>("expiration", $"ExpiresAt({n})", r => r.ExpiresAt(TestTime.Now.AddTicks(n)))),
        Gen.Constant(new Step<KeyRequest>("workspace", "InWorkspace(Empty)", r => r.InWorkspace(Guid.Empty))),
        Gen.Elements("", "\t").Select(user => new Step<KeyRequest>("creator", $"CreatedBy({user})", r => r.CreatedBy(user))),
        Gen.Elements("", "\0", "\uD800", "u").Select(
            user => new Step<KeyRequest>("external", $"ForExternalUser({user})", r => r.ForExternalUser(user, ApiKey.From("short")))));

    public static Arbitrary<ValidRequest> ValidRequests() => Steps(ValidStep, steps => new ValidRequest(steps), valid => valid.Steps);

    public static Arbitrary<AnyRequest> AnyRequests() => Steps(AnyStep, steps => new AnyRequest(steps), any => any.Steps);

    public static Arbitrary<Step<KeyRequest>> AnySteps() => AnyStep.ToArbitrary();

    private static Arbitrary<T> Steps<T>(
        Gen<Step<KeyRequest>> step, Func<IReadOnlyList<Step<KeyRequest>>, T> create, Func<T, IReadOnlyList<Step<KeyRequest>>> stepsOf) =>
        Arb.From(
            step.ArrayOf().Select(steps => create(steps)),
            value => Enumerable.Range(0, stepsOf(value).Count).Select(removed => create([.. stepsOf(value).Where((_, index) => index != removed)])));
}

/// <summary>A step of a request or an update. A failed test prints its text.</summary>
public sealed record Step<T>(string Setting, string Text, Func<T, T> Apply)
{
    public override string ToString() => Text;
}

public sealed record ValidRequest(IReadOnlyList<Step<KeyRequest>> Steps)
{
    public KeyRequest Value => Steps.Aggregate(KeyRequest.Named("a"), (request, step) => step.Apply(request));

    public override string ToString() => string.Join(".", Steps.Select(step => step.Text));
}

public sealed record AnyRequest(IReadOnlyList<Step<KeyRequest>> Steps)
{
    public KeyRequest Value => Steps.Aggregate(KeyRequest.Unnamed, (request, step) => step.Apply(request));

    public override string ToString() => string.Join(".", Steps.Select(step => step.Text));
}
