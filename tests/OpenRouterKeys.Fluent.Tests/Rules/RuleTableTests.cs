using System.Reflection;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class RuleTableTests
{
    private static IEnumerable<Rule> Rules =>
        typeof(Rule).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(rule => rule.FieldType.IsAssignableTo(typeof(Rule)))
            .Select(rule => (Rule)rule.GetValue(null)!);

    [Fact]
    public void Rule_has_an_id_a_property_and_a_severity() =>
        Assert.Equal(
            [
                "ORK1001 Name True", "ORK1002 Name True", "ORK1003 Name True", "ORK1004 LimitUsd True", "ORK1005 LimitUsd False", "ORK1006 LimitReset True",
                "ORK1007 LimitReset False", "ORK1008 Expiration True", "ORK1009 CreatorUserId True", "ORK1010 WorkspaceId True", "ORK1011  True", "ORK1012 ExternalUser True", "ORK1013 ExternalApiKey True",
                "ORK4001  True", "ORK4002  True", "ORK4003  True",
                "ORK5000  True", "ORK5001 LimitUsd True", "ORK5002 LimitUsd True", "ORK5003 LimitReset True", "ORK5004 Expiration True", "ORK5005 Expiration True",
                "ORK5006 Name True", "ORK5007 WorkspaceId True", "ORK5008 ExternalUser True",
            ],
            Rules.Select(rule => $"{rule.Id} {rule.Property} {rule.IsError}").Order(StringComparer.Ordinal));

    [Fact]
    public void Title_has_no_period_and_message_has_two_sentences() =>
        Assert.All(Rules, rule =>
        {
            Assert.Matches("^(The|A) [^.]+[^.:]$", rule.Title);
            // A message that depends on the property or the policy is composed where the rule is violated.
            Assert.Matches(rule.Id.StartsWith("ORK4", StringComparison.Ordinal) || rule.Id is "ORK5000" or "ORK5002" or "ORK5005" or "ORK5006" ? "^$" : @"^(The|A) [^.]+\. [A-Z].+[^.]\.$", rule.Message);
        });
}
