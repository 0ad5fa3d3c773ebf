using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

/// <summary>Tests that the values which fixes write satisfy the rules.</summary>
public class FixedValueTests
{
    [Property]
    public bool Rounded_limit_has_15_digits_and_is_nearest(decimal usd)
    {
        var rounded = KeyRules.RoundLimit(usd);
        return !KeyRules.LimitIsTooPrecise.IsViolatedBy(rounded)
            && (KeyRules.LimitIsTooPrecise.IsViolatedBy(usd) ? Math.Abs(rounded - usd) <= Math.Abs(usd) * 5e-15m + 1e-28m : rounded == usd);
    }

    [Property]
    public bool Fixed_name_is_well_formed_and_a_well_formed_name_is_unchanged(char[] characters)
    {
        var text = new string(characters);
        var fixedText = TextShape.RemoveIllFormed(text);
        return !TextShape.IsIllFormed(fixedText) && (TextShape.IsIllFormed(text) ? fixedText.Length < text.Length : fixedText == text);
    }
}
