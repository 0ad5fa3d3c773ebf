using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;

namespace OpenRouterKeys.Fluent.Tests.Properties;

[Properties(Arbitrary = [typeof(Arbitraries)], MaxTest = 1000, QuietOnSuccess = true)]
public class RequestProperties
{
    [Property]
    public bool FromJson_reads_what_ToJson_writes(ValidRequest valid) =>
        KeyRequest.FromJson(valid.Value.ToJson()) == valid.Value
        && KeyRequest.FromJson(Encoding.UTF8.GetBytes(valid.Value.ToJson())) == valid.Value;

    [Property]
    public bool JsonSerializer_reads_what_it_writes(ValidRequest valid) =>
        JsonSerializer.Deserialize<KeyRequest>(JsonSerializer.Serialize(valid.Value)) == valid.Value
        && JsonSerializer.Deserialize<KeyRequest[]>(JsonSerializer.SerializeToUtf8Bytes(new[] { valid.Value }))!.Single() == valid.Value;

    [Property]
    public bool WriteJson_and_ToJson_write_the_same_JSON_as_a_request_that_was_read(ValidRequest valid)
    {
        var bytes = new ArrayBufferWriter<byte>();
        valid.Value.WriteJson(bytes);
        return KeyRequest.FromJson(bytes.WrittenSpan).ToJson() == Encoding.UTF8.GetString(bytes.WrittenSpan)
            && valid.Value.ToJson() == Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    [Property]
    public bool Request_of_valid_steps_is_valid(ValidRequest valid) => valid.Value.Validate(timeProvider: TestTime.NewProvider()).IsValid;

    [Property]
    public bool Order_of_steps_on_different_settings_does_not_matter(AnyRequest any, Step<KeyRequest> one, Step<KeyRequest> other) =>
        one.Setting == other.Setting || other.Apply(one.Apply(any.Value)) == one.Apply(other.Apply(any.Value));

    [Property]
    public bool Last_step_on_a_setting_replaces_earlier_ones(AnyRequest any, Step<KeyRequest> one, Step<KeyRequest> other) =>
        one.Setting != other.Setting || other.Apply(one.Apply(any.Value)) == other.Apply(any.Value);

    [Property]
    public bool Same_step_twice_has_no_further_effect(AnyRequest any, Step<KeyRequest> step) => step.Apply(step.Apply(any.Value)) == step.Apply(any.Value);

    [Property]
    public bool Step_does_not_change_the_original(AnyRequest any, Step<KeyRequest> step)
    {
        var (original, same) = (any.Value, any.Value);
        step.Apply(original);
        return original == same && original.GetHashCode() == same.GetHashCode() && original.ToString() == same.ToString();
    }

    [Property]
    public bool Validate_returns_the_result_of_KeyRequestValidator(AnyRequest any)
    {
        var (result, expected) = (any.Value.Validate(timeProvider: TestTime.NewProvider()), new KeyRequestValidator(timeProvider: TestTime.NewProvider()).Validate(any.Value));
        return JsonSerializer.Serialize(result.Errors) == JsonSerializer.Serialize(expected.Errors)
            && result.IsValid == expected.IsValid
            && result.RuleSetsExecuted.SequenceEqual(expected.RuleSetsExecuted);
    }

    [Property]
    public bool EnsureValid_throws_with_the_errors_of_Validate(AnyRequest any)
    {
        var result = any.Value.Validate(timeProvider: TestTime.NewProvider());
        var violations = EnsureValidException(any.Value)?.Violations.Select(rule => rule.Id) ?? [];
        return result.Errors.Where(e => e.Severity == FluentValidation.Severity.Error).Select(e => e.ErrorCode).SequenceEqual(violations)
            && result.IsValid == !violations.Any();
    }

    [Property]
    public bool Output_of_a_request_does_not_contain_a_pasted_key(AnyRequest any, byte setting)
    {
        const string Secret = "sk-or-v1-feedfacefeedfacefeedface";
        var request = (setting % 4) switch
        {
            0 => any.Value.CreatedBy($"x {Secret}"),
            1 => any.Value.ForExternalUser($"x {Secret}"),
            2 => any.Value.ForExternalUser("u", ApiKey.From(Secret)),
            _ => any.Value.WithName($"x {Secret} y"),
        };
        string[] outputs = [request.ToString(), $"{request}", request.Validate().ToString(), .. request.Validate().Errors.Select(e => $"{e} {e.AttemptedValue} {e.CustomState}"), EnsureValidException(request)?.ToString() ?? ""];
        return outputs.All(output => !output.Contains("feedface", StringComparison.Ordinal));
    }

    private static InvalidKeyRequestException? EnsureValidException(KeyRequest request) =>
        (InvalidKeyRequestException?)Record.Exception(() => request.EnsureValid(timeProvider: TestTime.NewProvider()));
}
