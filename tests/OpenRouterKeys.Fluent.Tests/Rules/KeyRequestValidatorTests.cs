using FluentValidation;
using FluentValidation.Results;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class KeyRequestValidatorTests
{
    private static readonly KeyRequestValidator Validator = new();

    [Fact]
    public void Warning_is_reported_and_leaves_the_request_valid()
    {
        var request = KeyRequest.Named("a").ResetsDaily();
        var result = request.Validate();

        Assert.Equal(["ORK1007"], result.Errors.Select(e => e.ErrorCode));
        Assert.True(result.IsValid);
        Assert.Same(request, request.EnsureValid());
        Validator.ValidateAndThrow(request);
    }

    [Fact]
    public async Task Every_validation_method_reports_the_same_rules()
    {
        var request = KeyRequest.Named("").ResetsDaily();

        Assert.False(Validator.Validate(request).IsValid);
        Assert.False((await Validator.ValidateAsync(request, TestContext.Current.CancellationToken)).IsValid);
        Assert.Equal(["ORK1001", "ORK1007"], Assert.Throws<ValidationException>(() => Validator.ValidateAndThrow(request)).Errors.Select(e => e.ErrorCode));
        Assert.Equal(["ORK1001"], Assert.Throws<InvalidKeyRequestException>(() => request.EnsureValid()).Violations.Select(r => r.Id));
    }

    [Fact]
    public void Failure_does_not_contain_the_value()
    {
        const string Secret = "sk-or-v1-0123456789abcdef0123456789abcdef";
        foreach (var failure in KeyRequest.Named(Secret).Limit(-4711m).CreatedBy(" ").Validate().Errors)
        {
            Assert.Null(failure.AttemptedValue);
            Assert.Null(failure.CustomState);
            Assert.True(failure.FormattedMessagePlaceholderValues is null or { Count: 0 });
            Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("4711", failure.ErrorMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void IncludeProperties_validates_one_property() =>
        Assert.Equal(
            ["ORK1004"],
            Validator.Validate(KeyRequest.Named("").Limit(-1m), options => options.IncludeProperties(r => r.LimitUsd)).Errors.Select(e => e.ErrorCode));

    [Fact]
    public void Property_in_a_child_validator_is_reported_with_its_path()
    {
        var parent = new InlineValidator<(string Tenant, KeyRequest Key)>();
        parent.RuleFor(order => order.Key).SetValidator(Validator).OverridePropertyName("Key");

        Assert.Equal(["Key.Name"], parent.Validate(("t", KeyRequest.Named(""))).Errors.Select(e => e.PropertyName));
    }

    [Fact]
    public void Exception_lists_every_violation_and_converts_to_a_dictionary()
    {
        var exception = Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.Named(" ").Limit(-1m).EnsureValid());

        Assert.Equal(
            """
            The key request is invalid. Nothing was sent.
            - ORK1001 Name: The name is blank. Give the key a name that describes its purpose.
            - ORK1004 LimitUsd: The limit is negative. Use 0 or a positive amount of US dollars.
            """,
            exception.Message.ReplaceLineEndings("\n"));
        Assert.Equal(["LimitUsd", "Name"], exception.ToDictionary().Keys.Order());
    }
}
