using FluentValidation;
using FluentValidation.Results;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class ValidatorTests
{
    private static readonly KeyRequestValidator Validator = new();

    [Fact]
    public void Warnings_are_told_and_do_not_block()
    {
        var request = KeyRequest.Named("a").ResetsDaily();
        var result = request.Validate();

        Assert.Equal(["ORK1007"], result.Errors.Select(e => e.ErrorCode));
        Assert.True(result.IsValid);
        Assert.Same(request, request.EnsureValid());
        Validator.ValidateAndThrow(request);
    }

    [Fact]
    public async Task Each_way_to_validate_says_the_same()
    {
        var request = KeyRequest.Named("").ResetsDaily();

        Assert.False(Validator.Validate(request).IsValid);
        Assert.False((await Validator.ValidateAsync(request, TestContext.Current.CancellationToken)).IsValid);
        Assert.Equal(["ORK1001", "ORK1007"], Assert.Throws<ValidationException>(() => Validator.ValidateAndThrow(request)).Errors.Select(e => e.ErrorCode));
        Assert.Equal(["ORK1001"], Assert.Throws<InvalidKeyRequestException>(() => request.EnsureValid()).Violations.Select(r => r.Id));
    }

    [Fact]
    public void No_failure_carries_the_value()
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
    public void One_property_can_be_validated_alone() =>
        Assert.Equal(
            ["ORK1004"],
            Validator.Validate(KeyRequest.Named("").Limit(-1m), options => options.IncludeProperties(r => r.LimitUsd)).Errors.Select(e => e.ErrorCode));

    [Fact]
    public void Inside_another_validator_the_property_is_told_by_its_path()
    {
        var parent = new InlineValidator<(string Tenant, KeyRequest Key)>();
        parent.RuleFor(order => order.Key).SetValidator(Validator).OverridePropertyName("Key");

        Assert.Equal(["Key.Name"], parent.Validate(("t", KeyRequest.Named(""))).Errors.Select(e => e.PropertyName));
    }

    [Fact]
    public void The_exception_lists_each_rule_with_its_remedy_and_suits_ValidationProblem()
    {
        var exception = Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.Named(" ").Limit(-1m).EnsureValid());

        Assert.Equal(
            """
            The key request is invalid, and nothing was sent.
            - ORK1001 Name: The name is blank. Give the key a name that describes its purpose.
            - ORK1004 LimitUsd: The limit is negative. Use 0 or a positive amount of US dollars.
            """,
            exception.Message.ReplaceLineEndings("\n"));
        Assert.Equal(["LimitUsd", "Name"], exception.ToDictionary().Keys.Order());
    }
}
