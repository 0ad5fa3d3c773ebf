using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;

namespace OpenRouterKeys.Fluent.Tests.Laws;

[Properties(Arbitrary = [typeof(Arbitraries)], MaxTest = 1000, QuietOnSuccess = true)]
public class RequestLaws
{
    [Property]
    public bool A_valid_request_survives_its_wire_form(ValidRequest valid) =>
        KeyRequest.FromJson(valid.Value.ToJson()) == valid.Value
        && KeyRequest.FromJson(Encoding.UTF8.GetBytes(valid.Value.ToJson())) == valid.Value;

    [Property]
    public bool A_valid_request_survives_JsonSerializer(ValidRequest valid) =>
        JsonSerializer.Deserialize<KeyRequest>(JsonSerializer.Serialize(valid.Value)) == valid.Value
        && JsonSerializer.Deserialize<KeyRequest[]>(JsonSerializer.SerializeToUtf8Bytes(new[] { valid.Value }))!.Single() == valid.Value;

    [Property]
    public bool Equal_requests_write_equal_bytes(ValidRequest valid)
    {
        var bytes = new ArrayBufferWriter<byte>();
        valid.Value.WriteJson(bytes);
        return KeyRequest.FromJson(bytes.WrittenSpan).ToJson() == Encoding.UTF8.GetString(bytes.WrittenSpan)
            && valid.Value.ToJson() == Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    [Property]
    public bool A_valid_request_is_valid(ValidRequest valid) => valid.Value.Validate(Instants.Clock).IsValid;

    [Property]
    public bool Steps_on_different_settings_commute(AnyRequest any, Step one, Step other) =>
        one.Setting == other.Setting || other.Take(one.Take(any.Value)) == one.Take(other.Take(any.Value));

    [Property]
    public bool Of_steps_on_one_setting_the_last_counts(AnyRequest any, Step one, Step other) =>
        one.Setting != other.Setting || other.Take(one.Take(any.Value)) == other.Take(any.Value);

    [Property]
    public bool A_step_taken_twice_is_taken_once(AnyRequest any, Step step) => step.Take(step.Take(any.Value)) == step.Take(any.Value);

    [Property]
    public bool No_step_changes_the_original(AnyRequest any, Step step)
    {
        var (original, same) = (any.Value, any.Value);
        step.Take(original);
        return original == same && original.GetHashCode() == same.GetHashCode() && original.ToString() == same.ToString();
    }

    [Property]
    public bool Validate_says_what_the_validator_says(AnyRequest any)
    {
        var (ours, theirs) = (any.Value.Validate(Instants.Clock), new KeyRequestValidator(Instants.Clock).Validate(any.Value));
        return JsonSerializer.Serialize(ours.Errors) == JsonSerializer.Serialize(theirs.Errors)
            && ours.IsValid == theirs.IsValid
            && ours.RuleSetsExecuted.SequenceEqual(theirs.RuleSetsExecuted);
    }

    [Property]
    public bool EnsureValid_throws_exactly_where_Validate_finds_an_error(AnyRequest any)
    {
        var result = any.Value.Validate(Instants.Clock);
        var broken = Caught(any.Value)?.Violations.Select(rule => rule.Id) ?? [];
        return result.Errors.Where(e => e.Severity == FluentValidation.Severity.Error).Select(e => e.ErrorCode).SequenceEqual(broken)
            && result.IsValid == !broken.Any();
    }

    [Property]
    public bool No_output_of_a_request_holds_a_pasted_key(AnyRequest any, bool asCreator)
    {
        const string Secret = "sk-or-v1-feedfacefeedfacefeedface";
        var request = asCreator ? any.Value.CreatedBy($"x {Secret}") : any.Value.WithName($"x {Secret} y");
        string[] outputs = [request.ToString(), $"{request}", request.Validate().ToString(), .. request.Validate().Errors.Select(e => $"{e} {e.AttemptedValue} {e.CustomState}"), Caught(request)?.ToString() ?? ""];
        return outputs.All(output => !output.Contains("feedface", StringComparison.Ordinal));
    }

    private static InvalidKeyRequestException? Caught(KeyRequest request)
    {
        try
        {
            request.EnsureValid(Instants.Clock);
            return null;
        }
        catch (InvalidKeyRequestException exception)
        {
            return exception;
        }
    }
}
