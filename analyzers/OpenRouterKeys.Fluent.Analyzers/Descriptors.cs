using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers;

/// <summary>The diagnostics. Id, title, severity and message of the value rules come from the library's rule table.</summary>
internal static class Descriptors
{
    private const string Values = "OpenRouterKeys.Values";
    private const string Usage = "OpenRouterKeys.Usage";
    private const string Secrets = "OpenRouterKeys.Secrets";
    private const string Json = "OpenRouterKeys.Json";

    public static readonly DiagnosticDescriptor NameIsBlank = ForValue(KeyRules.NameIsBlank);
    public static readonly DiagnosticDescriptor NameContainsKey = ForValue(KeyRules.NameContainsKey);
    public static readonly DiagnosticDescriptor NameIsIllFormed = ForValue(KeyRules.NameIsIllFormed);
    public static readonly DiagnosticDescriptor LimitIsNegative = ForValue(KeyRules.LimitIsNegative);
    public static readonly DiagnosticDescriptor LimitIsTooPrecise = ForValue(KeyRules.LimitIsTooPrecise);
    public static readonly DiagnosticDescriptor ResetIsUndefined = ForVariableMessage(KeyRules.ResetIsUndefined, Values);
    public static readonly DiagnosticDescriptor ResetWithoutLimit = ForValue(KeyRules.ResetWithoutLimit);
    public static readonly DiagnosticDescriptor ExpirationHasPassed = ForVariableMessage(KeyRules.ExpirationHasPassed, Values);
    public static readonly DiagnosticDescriptor CreatorIsBlank = ForValue(KeyRules.CreatorIsBlank);
    public static readonly DiagnosticDescriptor WorkspaceIsEmpty = ForValue(KeyRules.WorkspaceIsEmpty);
    public static readonly DiagnosticDescriptor UpdateIsEmpty = ForValue(KeyRules.UpdateIsEmpty);
    public static readonly DiagnosticDescriptor ExternalUserIsInvalid = ForValue(KeyRules.ExternalUserIsInvalid);
    public static readonly DiagnosticDescriptor ExternalApiKeyIsShort = ForValue(KeyRules.ExternalApiKeyIsShort);

    public static readonly DiagnosticDescriptor DiscardedResult = Warning(
        "ORK2001", Usage, "The result of a call is discarded",
        "The result of '{0}' is discarded. '{0}' returns {1} and has no other effect. {2} the result.");

    public static readonly DiagnosticDescriptor RepeatedSetting = Warning(
        "ORK2002", Usage, "A setting is set twice in one chain",
        "'{0}' has no effect: '{1}' later in the chain replaces it. Remove the earlier call.",
        WellKnownDiagnosticTags.Unnecessary); // for the earlier call, which is an additional location

    public static readonly DiagnosticDescriptor DiscardedCreatedKey = Warning(
        "ORK2003", Usage, "The created key is discarded",
        "The key that '{0}' returns is discarded. Its secret is returned only once, so the key can never be used. Store the key.");

    public static readonly DiagnosticDescriptor UnawaitedCall = Warning(
        "ORK2004", Usage, "A call to the API is not awaited",
        "'{0}' is not awaited, so {1}. Await it.");

    public static readonly DiagnosticDescriptor StaticExpiration = Warning(
        "ORK2005", Usage, "ExpiresIn in a static initializer is computed once per process",
        "'ExpiresIn' in a static initializer is computed once per process, not at each use. Call it where the request is sent.");

    public static readonly DiagnosticDescriptor SerializedKey = Warning(
        "ORK2006", Usage, "A created key would be serialized, which throws and loses its secret",
        "'{0}' would be serialized, which throws, and its secret would be lost. Return the hash and the revealed secret instead.");

    public static readonly DiagnosticDescriptor UnenumeratedCall = Warning(
        "ORK2007", Usage, "A lazy call is never enumerated, so it does nothing",
        "The result of '{0}' is never enumerated, so nothing is sent. Enumerate it with 'await foreach'.");

    public static readonly DiagnosticDescriptor HardCodedKey = Warning(
        "ORK3001", Secrets, "An OpenRouter key is hard-coded",
        "An OpenRouter key is hard-coded. Revoke it, and read its replacement from the environment or a vault.");

    public static readonly DiagnosticDescriptor LoggedSecret = Warning(
        "ORK3002", Secrets, "A revealed secret is logged or displayed",
        "A revealed secret is logged or displayed by '{0}'. Pass the key itself, which is masked.");

    public static readonly DiagnosticDescriptor NotJson = ForVariableMessage(JsonRules.NotJson, Json);
    public static readonly DiagnosticDescriptor UnknownProperty = ForVariableMessage(JsonRules.UnknownProperty, Json);
    public static readonly DiagnosticDescriptor WrongType = ForVariableMessage(JsonRules.WrongType, Json);

    /// <summary>All descriptors, ordered by id.</summary>
    public static readonly DiagnosticDescriptor[] All =
    [
        NameIsBlank, NameContainsKey, NameIsIllFormed, LimitIsNegative, LimitIsTooPrecise, ResetIsUndefined, ResetWithoutLimit, ExpirationHasPassed,
        CreatorIsBlank, WorkspaceIsEmpty, UpdateIsEmpty, ExternalUserIsInvalid, ExternalApiKeyIsShort,
        DiscardedResult, RepeatedSetting, DiscardedCreatedKey, UnawaitedCall, StaticExpiration, SerializedKey, UnenumeratedCall,
        HardCodedKey, LoggedSecret, NotJson, UnknownProperty, WrongType,
    ];

    /// <summary>Returns the descriptor of a rule of the library.</summary>
    public static DiagnosticDescriptor For(Rule rule) => Array.Find(All, descriptor => descriptor.Id == rule.Id)!;

    private static DiagnosticDescriptor ForValue(Rule rule) => Create(rule, Values, rule.Message);

    // The message depends on the value or its place, so it is passed with each diagnostic.
    private static DiagnosticDescriptor ForVariableMessage(Rule rule, string category) => Create(rule, category, "{0}");

    private static DiagnosticDescriptor Create(Rule rule, string category, string messageFormat) =>
        Create(rule.Id, category, rule.Title, messageFormat, rule.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string messageFormat, params string[] tags) =>
        Create(id, category, title, messageFormat, DiagnosticSeverity.Warning, tags);

    private static DiagnosticDescriptor Create(string id, string category, string title, string messageFormat, DiagnosticSeverity severity, params string[] tags) =>
        new(id, title, messageFormat, category, severity, isEnabledByDefault: true, helpLinkUri: HelpLink(id), customTags: tags);

    private static string HelpLink(string id) =>
        $"https://github.com/openrouter-keys/OpenRouterKeys.Fluent/blob/main/analyzers/rules/{id}.md";
}
