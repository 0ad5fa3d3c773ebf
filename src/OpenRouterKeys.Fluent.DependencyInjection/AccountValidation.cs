using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Refuses an account that is configured wrongly.</summary>
internal sealed class AccountValidation : IValidateOptions<Account>
{
    public ValidateOptionsResult Validate(string? name, Account options) =>
        Problems(options).ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems)
        : ValidateOptionsResult.Success;

    private static IEnumerable<string> Problems(Account account) =>
        account.Problems.Count > 0 ? account.Problems : new[]
        {
            account.Key is null ? "The management key is null." : null,
            account.Options is null ? "The options are null."
                : account.Options.FindProblem() is { } problem ? $"The options are invalid: {problem}."
                : null,
        }.OfType<string>();
}
