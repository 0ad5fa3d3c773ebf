using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Rules.Configuration;

/// <summary>The properties of a client's configuration section, and the messages about them.</summary>
internal static class ClientSection
{
    public const string DefaultName = "OpenRouterKeys";

    public const string ManagementKey = "ManagementKey";
    public const string BaseAddress = "BaseAddress";
    public const string AttemptTimeout = "AttemptTimeout";
    public const string MaxAttempts = "MaxAttempts";
    public const string Templates = "Templates";
    public const string Policy = "Policy";
    public const string PolicyFile = "PolicyFile";

    /// <summary>The message for a name in a template (ORK4002).</summary>
    public const string NameInTemplateMessage =
        "'name' is not allowed in a template, because keys created from it would have the same name. Remove it, and set each key's name with WithName.";

    private static readonly string[] KnownNames = [ManagementKey, BaseAddress, AttemptTimeout, MaxAttempts, Templates, Policy, PolicyFile];

    public static bool IsKnown(string name) => Array.Exists(KnownNames, known => ConfigurationNode.AreEqual(known, name));

    /// <summary>The message for an unknown property of the section (ORK4002).</summary>
    public static string UnknownPropertyMessage(string name) => $"'{LogText.FromName(name)}' is not a property of a client's configuration. "
        + (PropertySuggestion.FindNearest(name, KnownNames) is { } nearest ? $"Did you mean '{nearest}'?" : $"Use one of these: {string.Join(", ", KnownNames)}.");
}
