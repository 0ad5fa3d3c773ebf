namespace OpenRouterKeys.Fluent.Rules;

/// <summary>A rule as everyone tells it: the validator, <c>FromJson</c> and the analyzer. Its id is the FluentValidation error
/// code, the diagnostic's id and the name of its page.</summary>
internal class Rule(string id, string property, bool isError, string title, string message)
{
    public string Id { get; } = id;

    /// <summary>The C# property that the rule is about; empty for a JSON text as a whole.</summary>
    public string Property { get; } = property;

    /// <summary>Whether a request that breaks the rule is refused; otherwise it is a warning.</summary>
    public bool IsError { get; } = isError;

    public string Title { get; } = title;

    /// <summary>What is wrong and what to do, in English whatever the culture, and never with the value.</summary>
    public string Message { get; } = message;
}

/// <summary>A rule on a value: a pure predicate that uses no clock and no culture.</summary>
internal sealed class Rule<T>(string id, string property, bool isError, string title, string message, Func<T, bool> isViolatedBy)
    : Rule(id, property, isError, title, message)
{
    public bool IsViolatedBy(T value) => isViolatedBy(value);
}
