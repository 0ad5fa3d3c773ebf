using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers;

/// <summary>Every diagnostic, once. Those of the value rules are the rules themselves: id, title, severity and message.</summary>
internal static class Descriptors
{
    private const string Values = "OpenRouterKeys.Values";
    private const string Usage = "OpenRouterKeys.Usage";
    private const string Secrets = "OpenRouterKeys.Secrets";
    private const string Json = "OpenRouterKeys.Json";

    public static readonly DiagnosticDescriptor BlankName = Of(KeyRules.NameIsBlank);
    public static readonly DiagnosticDescriptor KeyInName = Of(KeyRules.NameContainsKey);
    public static readonly DiagnosticDescriptor IllFormedName = Of(KeyRules.NameIsIllFormed);
    public static readonly DiagnosticDescriptor NegativeLimit = Of(KeyRules.LimitIsNegative);
    public static readonly DiagnosticDescriptor TooPreciseLimit = Of(KeyRules.LimitIsTooPrecise);
    public static readonly DiagnosticDescriptor UndefinedReset = Of(KeyRules.ResetIsUndefined);
    public static readonly DiagnosticDescriptor ResetWithoutLimit = Of(KeyRules.ResetWithoutLimit);
    public static readonly DiagnosticDescriptor PassedExpiry = Of(KeyRules.ExpirationHasPassed);
    public static readonly DiagnosticDescriptor BlankCreator = Of(KeyRules.CreatorIsBlank);
    public static readonly DiagnosticDescriptor EmptyWorkspace = Of(KeyRules.WorkspaceIsEmpty);

    public static readonly DiagnosticDescriptor EmptyChange = Of(KeyRules.UpdateIsEmpty);

    public static readonly DiagnosticDescriptor DiscardedStep = Of(
        "ORK2001", Usage, "A step's result is thrown away",
        "{0} returns a new {1} and leaves this one as it is: its result is thrown away, so the step did nothing");

    public static readonly DiagnosticDescriptor RepeatedSetting = Of(
        "ORK2002", Usage, "A setting is set twice in one chain",
        "{0} is overridden by {1} later in the chain: remove the earlier call");

    public static readonly DiagnosticDescriptor DiscardedKey = Of(
        "ORK2003", Usage, "The created key is thrown away",
        "The created key is thrown away, and its secret is shown this once: keep what {0} returns");

    public static readonly DiagnosticDescriptor UnawaitedCall = Of(
        "ORK2004", Usage, "A call to the API is not awaited",
        "{0} is not awaited, so what became of the key is not known, and a new secret is lost: await it");

    public static readonly DiagnosticDescriptor StaticExpiry = Of(
        "ORK2005", Usage, "ExpiresIn counts from the start of the process",
        "ExpiresIn in a static initializer counts from the start of the process, not from each use: call it where the request is sent");

    public static readonly DiagnosticDescriptor KeyInSource = Of(
        "ORK3001", Secrets, "An OpenRouter key is written in the source",
        "An OpenRouter key is written in the source, where everyone who has the code or the program has it: revoke it, and read it from the environment or a vault");

    public static readonly DiagnosticDescriptor ShownSecret = Of(
        "ORK3002", Secrets, "A revealed secret is shown",
        "A revealed secret is given to {0}, which shows it: pass the key itself, which is masked");

    public static readonly DiagnosticDescriptor NotJson = OfJson(JsonRules.NotJson);
    public static readonly DiagnosticDescriptor UnknownMember = OfJson(JsonRules.UnknownProperty);
    public static readonly DiagnosticDescriptor WrongType = OfJson(JsonRules.WrongType);

    /// <summary>All of them, in the order of their ids.</summary>
    public static readonly DiagnosticDescriptor[] All =
    [
        BlankName, KeyInName, IllFormedName, NegativeLimit, TooPreciseLimit, UndefinedReset, ResetWithoutLimit, PassedExpiry, BlankCreator, EmptyWorkspace,
        EmptyChange,
        DiscardedStep, RepeatedSetting, DiscardedKey, UnawaitedCall, StaticExpiry, KeyInSource, ShownSecret, NotJson, UnknownMember, WrongType,
    ];

    /// <summary>The descriptor of a rule of the library's.</summary>
    public static DiagnosticDescriptor For(Rule rule) => Array.Find(All, descriptor => descriptor.Id == rule.Id)!;

    private static DiagnosticDescriptor Of(Rule rule) => Of(rule, Values, rule.Message);

    private static DiagnosticDescriptor OfJson(Rule rule) => Of(rule, Json, "{0}");

    private static DiagnosticDescriptor Of(Rule rule, string category, string message) =>
        Of(rule.Id, category, rule.Title, message, rule.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Of(
        string id, string category, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: HelpLink(id));

    private static string HelpLink(string id) =>
        $"https://github.com/openrouter-keys/OpenRouterKeys.Fluent/blob/main/analyzers/rules/{id}.md";
}
