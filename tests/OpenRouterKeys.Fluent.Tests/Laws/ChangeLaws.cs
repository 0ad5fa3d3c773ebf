using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Laws;

[Properties(Arbitrary = [typeof(Arbitraries), typeof(ChangeLaws)], MaxTest = 1000, QuietOnSuccess = true)]
public class ChangeLaws
{
    private static readonly Gen<ChangeStep> Steps = Gen.OneOf(
        Arbitraries.Text.Select(name => new ChangeStep("name", $"WithName({name})", change => change.WithName(name))),
        Arbitraries.Amount.Select(usd => new ChangeStep("limit", $"Limit({usd})", change => change.Limit(usd))),
        Gen.Constant(new ChangeStep("limit", "Unlimited()", change => change.Unlimited())),
        Gen.Elements(LimitReset.Never, LimitReset.Daily, LimitReset.Weekly, LimitReset.Monthly)
            .Select(interval => new ChangeStep("reset", $"Resets({interval})", change => change.Resets(interval))),
        Gen.Elements(true, false).Select(included => new ChangeStep("byok", $"IncludesByok({included})", change => change.IncludesByok(included))),
        Gen.Constant(new ChangeStep("disabled", "Disable()", change => change.Disable())),
        Gen.Constant(new ChangeStep("disabled", "Enable()", change => change.Enable())));

    public static Arbitrary<ChangeStep> AnyStep() => Steps.ToArbitrary();

    public static Arbitrary<ValidChange> AnyChange() => Arb.From(
        Steps.NonEmptyListOf().Select(steps => new ValidChange([.. steps])),
        change => change.Steps.Count == 1 ? [] : Enumerable.Range(0, change.Steps.Count).Select(left => new ValidChange([.. change.Steps.Where((_, at) => at != left)])));

    [Property(MaxTest = 200)]
    public async Task What_the_simulator_holds_after_a_change_is_what_the_change_makes_of_the_key(ValidChange change, ValidRequest request, byte spent)
    {
        await using var openRouter = await OpenRouterSimulator.StartAsync();
        using var client = openRouter.CreateClient();
        openRouter.Add(Key(request.Value));
        openRouter.Spend("h1", spent);
        var before = openRouter.Keys.Single();

        var told = await client.UpdateAsync("h1", change.Value);

        Assert.Equal(change.Value.ApplyTo(before), told with { UpdatedAt = before.UpdatedAt });
        Assert.Equal(told, openRouter.Keys.Single());
    }

    [Property]
    public bool Changing_twice_is_changing_once(ValidChange change, ValidRequest request) =>
        change.Value.ApplyTo(Key(request.Value)) is var once && change.Value.ApplyTo(once) == once;

    [Property]
    public bool A_valid_change_is_valid(ValidChange change) => change.Value.Validate().IsValid && change.Value.EnsureValid() == change.Value;

    [Property]
    public bool Steps_on_different_settings_commute(ValidChange change, ChangeStep one, ChangeStep other) =>
        one.Setting == other.Setting || other.Take(one.Take(change.Value)) == one.Take(other.Take(change.Value));

    [Property]
    public bool Of_steps_on_one_setting_the_last_counts(ValidChange change, ChangeStep one, ChangeStep other) =>
        one.Setting != other.Setting || other.Take(one.Take(change.Value)) == other.Take(change.Value);

    [Property]
    public bool A_change_is_refused_exactly_when_it_is_invalid(string? name, decimal usd, int interval)
    {
        var change = KeyUpdate.Empty.WithName(name!).Limit(usd).Resets((LimitReset)(interval % 5));
        var broken = change.Validate().Errors.Where(failure => failure.Severity == FluentValidation.Severity.Error).Select(failure => failure.ErrorCode);
        return Record.Exception(() => change.EnsureValid()) is InvalidKeyRequestException exception
            ? exception.Violations.Select(rule => rule.Id).SequenceEqual(broken)
            : change.Validate().IsValid;
    }

    private static KeyInfo Key(KeyRequest request) => new()
    {
        Hash = "h1",
        Name = request.Name,
        LimitUsd = request.LimitUsd,
        LimitRemainingUsd = request.LimitUsd,
        LimitReset = request.LimitReset,
        IncludeByokInLimit = request.IncludeByokInLimit ?? false,
    };
}

public sealed record ChangeStep(string Setting, string Text, Func<KeyUpdate, KeyUpdate> Take)
{
    public override string ToString() => Text;
}

public sealed record ValidChange(IReadOnlyList<ChangeStep> Steps)
{
    public KeyUpdate Value => Steps.Aggregate(KeyUpdate.Empty, (change, step) => step.Take(change));

    public override string ToString() => string.Join(".", Steps.Select(step => step.Text));
}
