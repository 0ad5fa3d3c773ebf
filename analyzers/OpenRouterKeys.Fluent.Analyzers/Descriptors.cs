using System.Linq;
using System.Reflection;
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
    private const string Policy = "OpenRouterKeys.Policy";

    // Set by the build, so that the repository's address is defined in one place.
    private static readonly string RulePages = typeof(Descriptors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(data => data.Key == "RulePagesUrl").Value!;

    public static readonly DiagnosticDescriptor NameIsBlank = ForValue(
        KeyRules.NameIsBlank,
        "The API requires a name, and the name is the only readable text that identifies a key. Use a name that describes the key's purpose.");

    public static readonly DiagnosticDescriptor NameContainsKey = ForValue(
        KeyRules.NameContainsKey,
        "Everyone who manages keys can see their names in lists and logs. Use a name that describes the key's purpose, and revoke the key that was pasted.");

    public static readonly DiagnosticDescriptor NameIsIllFormed = ForValue(
        KeyRules.NameIsIllFormed,
        "A lone surrogate is sent as U+FFFD, so the key gets another name, and a line break can forge a line in a log. Remove the characters.");

    public static readonly DiagnosticDescriptor LimitIsNegative = ForValue(
        KeyRules.LimitIsNegative,
        "A negative limit means neither an unlimited key nor a refund. Use a positive amount, 0 for a key that can never spend, or Unlimited.");

    public static readonly DiagnosticDescriptor LimitIsTooPrecise = ForValue(
        KeyRules.LimitIsTooPrecise,
        "The API stores limits as doubles, which do not preserve more than 15 digits, so it returns another limit than the one that was sent. Round the limit.");

    public static readonly DiagnosticDescriptor ResetIsUndefined = ForVariableMessage(
        KeyRules.ResetIsUndefined, Values,
        "The API has no other intervals than daily, weekly, monthly and never, so the request cannot be sent. Use one of them.");

    public static readonly DiagnosticDescriptor ResetWithoutLimit = ForValue(
        KeyRules.ResetWithoutLimit,
        "The interval defines when the limit is refilled. Without a limit, the key can spend any amount. Set a limit, or remove the reset.");

    public static readonly DiagnosticDescriptor ExpirationHasPassed = ForVariableMessage(
        KeyRules.ExpirationHasPassed, Values,
        "A key that has already expired cannot be used. Use a date and time in the future, or no expiration.");

    public static readonly DiagnosticDescriptor CreatorIsBlank = ForValue(
        KeyRules.CreatorIsBlank,
        "The API accepts an id of at least one character, or no creator at all. Set the user's id, or remove the call.");

    public static readonly DiagnosticDescriptor WorkspaceIsEmpty = ForValue(
        KeyRules.WorkspaceIsEmpty,
        "No workspace has this id, which usually comes from a variable that was never set. Set the workspace's id, or remove the call for the default workspace.");

    public static readonly DiagnosticDescriptor UpdateIsEmpty = ForValue(
        KeyRules.UpdateIsEmpty,
        "An empty update changes nothing and costs a call. Each step returns a new update, so the result of a step may be discarded. Set at least one property.");

    public static readonly DiagnosticDescriptor ExternalUserIsInvalid = ForValue(
        KeyRules.ExternalUserIsInvalid,
        "The API rejects such a user. Use your own id for the customer, with 1 to 512 characters.");

    public static readonly DiagnosticDescriptor ExternalApiKeyIsShort = ForValue(
        KeyRules.ExternalApiKeyIsShort,
        "The API rejects a short key, because it could be guessed. Use the whole key, or leave it out.");

    public static readonly DiagnosticDescriptor DiscardedResult = Warning(
        "ORK2001", Usage, "The result of a call is discarded",
        "The result of '{0}' is discarded. '{0}' returns {1} and has no other effect. {2} the result.",
        "Requests and updates are immutable: a step returns a new object and does not change the one that it is called on. Assign or use the result.");

    public static readonly DiagnosticDescriptor RepeatedSetting = Warning(
        "ORK2002", Usage, "A setting is set twice in one chain",
        "'{0}' has no effect: '{1}' later in the chain replaces it. Remove the earlier call.",
        "The earlier value is never sent, and a reader cannot see which of the two is intended. Remove one of the calls.",
        WellKnownDiagnosticTags.Unnecessary); // for the earlier call, which is an additional location

    public static readonly DiagnosticDescriptor DiscardedCreatedKey = Warning(
        "ORK2003", Usage, "The created key is discarded",
        "The key that '{0}' returns is discarded. Its secret is returned only once, so the key can never be used. Store the key.",
        "The API returns a key's secret only once, in the response to its creation. Assign the result to a variable, and store its key.");

    public static readonly DiagnosticDescriptor UnawaitedCall = Warning(
        "ORK2004", Usage, "A call to the API is not awaited",
        "'{0}' is not awaited, so {1}. Await it.",
        "If a call is not awaited, its outcome is unknown, its exception is lost, and so is the secret of a new key. Await it, or return its task.");

    public static readonly DiagnosticDescriptor StaticExpiration = Warning(
        "ORK2005", Usage, "ExpiresIn in a static initializer is computed once per process",
        "'ExpiresIn' in a static initializer is computed once per process, not at each use. Call it where the request is sent.",
        "A static initializer runs only once, so a long-running process later creates keys that expire too early. Call ExpiresIn where the request is sent.");

    public static readonly DiagnosticDescriptor SerializedKey = Warning(
        "ORK2006", Usage, "A created key would be serialized, which throws and loses its secret",
        "'{0}' would be serialized, which throws, and its secret would be lost. Return the hash and the revealed secret instead.",
        "A secret is never written by a serializer: the call throws after the key was created, and its secret is lost. Return the hash and the revealed secret.");

    public static readonly DiagnosticDescriptor UnenumeratedCall = Warning(
        "ORK2007", Usage, "A lazy call is never enumerated, so it does nothing",
        "The result of '{0}' is never enumerated, so nothing is sent. Enumerate it with 'await foreach'.",
        "Calls that return an IAsyncEnumerable send nothing until it is enumerated. Enumerate the result with 'await foreach'.");

    public static readonly DiagnosticDescriptor HardCodedKey = Warning(
        "ORK3001", Secrets, "An OpenRouter key is hard-coded",
        "An OpenRouter key is hard-coded. Revoke it, and read its replacement from the environment or a vault.",
        "Anyone who has the source code, its history or the compiled program can use the key. Revoke it, and read its replacement from the environment or a vault.");

    public static readonly DiagnosticDescriptor LoggedSecret = Warning(
        "ORK3002", Secrets, "A revealed secret is logged or displayed",
        "A revealed secret is logged or displayed by '{0}'. Pass the key itself, which is masked.",
        "Logs and error reports are stored, copied and read by many people. Pass the key itself, which is masked.");

    public static readonly DiagnosticDescriptor NotJson = ForVariableMessage(
        JsonRules.NotJson, Json,
        "The text is read strictly, as the API does, so FromJson throws an exception. Correct the text at the reported position.");

    public static readonly DiagnosticDescriptor UnknownProperty = ForVariableMessage(
        JsonRules.UnknownProperty, Json,
        "If a misspelled or repeated limit were ignored, the key could spend another amount than intended. Correct the property's name, or remove the duplicate.");

    public static readonly DiagnosticDescriptor WrongType = ForVariableMessage(
        JsonRules.WrongType, Json,
        "The API would reject the request or interpret the value differently. Write the value as the message describes.");

    public static readonly DiagnosticDescriptor PolicyIsInvalid = ForVariableMessage(
        PolicyRules.PolicyIsInvalid, Policy,
        "A policy that is not read as it was intended allows keys that it should forbid, so it is not used at all. Correct the text at the reported position.");

    public static readonly DiagnosticDescriptor LimitIsRequired = ForVariableMessage(
        PolicyRules.LimitIsRequired, Policy,
        "A key without a limit can spend all of the account's credits. The client sends no request that violates the policy. Set a limit.");

    public static readonly DiagnosticDescriptor LimitIsTooHigh = ForVariableMessage(
        PolicyRules.LimitIsTooHigh, Policy,
        "The limit bounds what a leaked or misused key can cost. The client sends no request that violates the policy. Set a lower limit.");

    public static readonly DiagnosticDescriptor ResetIsRequired = ForVariableMessage(
        PolicyRules.ResetIsRequired, Policy,
        "A key whose limit never resets stops working when the limit is spent. The client sends no request that violates the policy. Set a reset interval.");

    public static readonly DiagnosticDescriptor ExpirationIsRequired = ForVariableMessage(
        PolicyRules.ExpirationIsRequired, Policy,
        "A key that never expires works until somebody deletes it. The client sends no request that violates the policy. Set an expiration.");

    public static readonly DiagnosticDescriptor LifetimeIsTooLong = ForVariableMessage(
        PolicyRules.LifetimeIsTooLong, Policy,
        "A short lifetime bounds how long a leaked or forgotten key works. The client sends no request that violates the policy. Set an earlier expiration.");

    public static readonly DiagnosticDescriptor NameDoesNotMatch = ForVariableMessage(
        PolicyRules.NameDoesNotMatch, Policy,
        "Names that follow a pattern show who owns a key and what it is for. The client sends no request that violates the policy. Use a name that matches.");

    public static readonly DiagnosticDescriptor WorkspaceIsRequired = ForVariableMessage(
        PolicyRules.WorkspaceIsRequired, Policy,
        "Keys in the default workspace have neither the members nor the guardrails of a workspace of their own. The client sends no request that violates the policy. Set a workspace.");

    public static readonly DiagnosticDescriptor ExternalUserIsRequired = ForVariableMessage(
        PolicyRules.ExternalUserIsRequired, Policy,
        "Without an external user, it is not visible for which customer a key was created. The client sends no request that violates the policy. Set the customer's id.");

    /// <summary>All descriptors, ordered by id.</summary>
    public static readonly DiagnosticDescriptor[] All =
    [
        NameIsBlank, NameContainsKey, NameIsIllFormed, LimitIsNegative, LimitIsTooPrecise, ResetIsUndefined, ResetWithoutLimit, ExpirationHasPassed,
        CreatorIsBlank, WorkspaceIsEmpty, UpdateIsEmpty, ExternalUserIsInvalid, ExternalApiKeyIsShort,
        DiscardedResult, RepeatedSetting, DiscardedCreatedKey, UnawaitedCall, StaticExpiration, SerializedKey, UnenumeratedCall,
        HardCodedKey, LoggedSecret, NotJson, UnknownProperty, WrongType,
        PolicyIsInvalid, LimitIsRequired, LimitIsTooHigh, ResetIsRequired, ExpirationIsRequired, LifetimeIsTooLong, NameDoesNotMatch, WorkspaceIsRequired, ExternalUserIsRequired,
    ];

    /// <summary>Returns the descriptor of a rule of the library.</summary>
    public static DiagnosticDescriptor For(Rule rule) => Array.Find(All, descriptor => descriptor.Id == rule.Id)!;

    private static DiagnosticDescriptor ForValue(Rule rule, string description) => Create(rule, Values, rule.Message, description);

    // The message depends on the value or its place, so it is passed with each diagnostic.
    private static DiagnosticDescriptor ForVariableMessage(Rule rule, string category, string description) => Create(rule, category, "{0}", description);

    private static DiagnosticDescriptor Create(Rule rule, string category, string messageFormat, string description) =>
        Create(rule.Id, category, rule.Title, messageFormat, description, rule.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string messageFormat, string description, params string[] tags) =>
        Create(id, category, title, messageFormat, description, DiagnosticSeverity.Warning, tags);

    private static DiagnosticDescriptor Create(
        string id, string category, string title, string messageFormat, string description, DiagnosticSeverity severity, params string[] tags) =>
        new(id, title, messageFormat, category, severity, isEnabledByDefault: true, description, helpLinkUri: $"{RulePages}/{id}.md", customTags: tags);
}
