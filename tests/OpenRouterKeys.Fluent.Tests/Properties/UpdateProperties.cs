using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Properties;

[Properties(Arbitrary = [typeof(Arbitraries), typeof(UpdateProperties)], MaxTest = 1000, QuietOnSuccess = true)]
public class UpdateProperties
{
    private static readonly Gen<Step<KeyUpdate>> Steps = Gen.OneOf(
        Arbitraries.Text.Select(name => new Step<KeyUpdate>("name", $"WithName({name})", update => update.WithName(name))),
        Arbitraries.Amount.Select(usd => new Step<KeyUpdate>("limit", $"Limit({usd})", update => update.Limit(usd))),
        Gen.Constant(new Step<KeyUpdate>("limit", "Unlimited()", update => update.Unlimited())),
        Gen.Elements(LimitReset.Never, LimitReset.Daily, LimitReset.Weekly, LimitReset.Monthly)
            .Select(interval => new Step<KeyUpdate>("reset", $"Resets({interval})", update => update.Resets(interval))),
        Gen.Elements(true, false).Select(included => new Step<KeyUpdate>("byok", $"IncludesByok({included})", update => update.IncludesByok(included))),
        Gen.Constant(new Step<KeyUpdate>("disabled", "Disable()", update => update.Disable())),
        Gen.Constant(new Step<KeyUpdate>("disabled", "Enable()", update => update.Enable())));

    public static Arbitrary<Step<KeyUpdate>> AnyStep() => Steps.ToArbitrary();

    public static Arbitrary<ValidUpdate> AnyUpdate() => Arb.From(
        Steps.NonEmptyListOf().Select(steps => new ValidUpdate([.. steps])),
        update => update.Steps.Count == 1 ? [] : Enumerable.Range(0, update.Steps.Count).Select(removed => new ValidUpdate([.. update.Steps.Where((_, index) => index != removed)])));

    [Property(MaxTest = 200)]
    public async Task UpdateAsync_to_the_simulator_has_the_result_of_ApplyTo(ValidUpdate update, ValidRequest request, byte spent)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync();
        using var client = simulator.CreateClient();
        simulator.Add(Key(request.Value));
        simulator.Spend("h1", spent);
        var before = simulator.Keys.Single();

        var updated = await client.UpdateAsync("h1", update.Value);

        Assert.Equal(update.Value.ApplyTo(before), updated with { UpdatedAt = before.UpdatedAt });
        Assert.Equal(updated, simulator.Keys.Single());
    }

    [Property]
    public bool Same_update_twice_has_no_further_effect(ValidUpdate update, ValidRequest request) =>
        update.Value.ApplyTo(Key(request.Value)) is var once && update.Value.ApplyTo(once) == once;

    [Property]
    public bool Update_of_valid_steps_is_valid(ValidUpdate update) => update.Value.Validate().IsValid && update.Value.EnsureValid() == update.Value;

    [Property]
    public bool Order_of_update_steps_on_different_settings_does_not_matter(ValidUpdate update, Step<KeyUpdate> one, Step<KeyUpdate> other) =>
        one.Setting == other.Setting || other.Apply(one.Apply(update.Value)) == one.Apply(other.Apply(update.Value));

    [Property]
    public bool Last_update_step_on_a_setting_replaces_earlier_ones(ValidUpdate update, Step<KeyUpdate> one, Step<KeyUpdate> other) =>
        one.Setting != other.Setting || other.Apply(one.Apply(update.Value)) == other.Apply(update.Value);

    [Property]
    public bool Invalid_update_throws_with_the_errors_of_Validate(string? name, decimal usd, int interval)
    {
        var update = KeyUpdate.Empty.WithName(name!).Limit(usd).Resets((LimitReset)(interval % 5));
        var errors = update.Validate().Errors.Where(failure => failure.Severity == FluentValidation.Severity.Error).Select(failure => failure.ErrorCode);
        return Record.Exception(() => update.EnsureValid()) is InvalidKeyRequestException exception
            ? exception.Violations.Select(rule => rule.Id).SequenceEqual(errors)
            : update.Validate().IsValid;
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

public sealed record ValidUpdate(IReadOnlyList<Step<KeyUpdate>> Steps)
{
    public KeyUpdate Value => Steps.Aggregate(KeyUpdate.Empty, (update, step) => step.Apply(update));

    public override string ToString() => string.Join(".", Steps.Select(step => step.Text));
}
