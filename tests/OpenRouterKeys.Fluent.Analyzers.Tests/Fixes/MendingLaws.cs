using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

public class MendingLaws
{
    [Property]
    public bool A_rounded_limit_is_precise_enough_and_as_near_as_15_digits_can_be(decimal usd)
    {
        var rounded = KeyRules.RoundLimit(usd);
        return !KeyRules.LimitIsTooPrecise.IsViolatedBy(rounded)
            && (KeyRules.LimitIsTooPrecise.IsViolatedBy(usd) ? Math.Abs(rounded - usd) <= Math.Abs(usd) * 5e-15m + 1e-28m : rounded == usd);
    }

    [Property]
    public bool A_cleaned_name_is_well_formed_and_a_well_formed_one_is_left_alone(char[] characters)
    {
        var text = new string(characters);
        var cleaned = TextShape.WithoutIllFormed(text);
        return !TextShape.IsIllFormed(cleaned) && (TextShape.IsIllFormed(text) ? cleaned.Length < text.Length : cleaned == text);
    }
}
