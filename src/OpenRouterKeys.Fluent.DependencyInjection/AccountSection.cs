using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>The configuration of an account. Read by hand: a binder would drop what it cannot bind without a word.</summary>
internal sealed class AccountSection(IConfigurationSection section)
{
    private const string Key = "ManagementKey";
    private const string BaseAddress = nameof(OpenRouterKeysOptions.BaseAddress);
    private const string AttemptTimeout = nameof(OpenRouterKeysOptions.AttemptTimeout);
    private const string MaxAttempts = nameof(OpenRouterKeysOptions.MaxAttempts);
    private const string Templates = "Templates";
    private const string KnownMembers = $"{Key}, {BaseAddress}, {AttemptTimeout}, {MaxAttempts} and {Templates}";
    private static readonly OpenRouterKeysOptions Defaults = new();

    public IEnumerable<string> TemplateNames => section.GetSection(Templates).GetChildren().Select(template => template.Key);

    /// <summary>Reads all that is right, and tells all that is wrong.</summary>
    public void ReadInto(Account account)
    {
        var members = section.GetChildren().ToDictionary(member => member.Key, StringComparer.OrdinalIgnoreCase);
        ReadKey(account, Take(Key));
        ReadOption(account, BaseAddress, Take(BaseAddress), ReadAddress, $"an absolute address. Use one such as {Defaults.BaseAddress}");
        ReadOption(account, AttemptTimeout, Take(AttemptTimeout), ReadTime, $"hours, minutes and seconds. Use a time such as {Defaults.AttemptTimeout:c}");
        ReadOption(account, MaxAttempts, Take(MaxAttempts), ReadCount, FormattableString.Invariant($"a whole number. Use one such as {Defaults.MaxAttempts}"));
        ReadTemplates(account, Take(Templates));
        account.Problems.AddRange(members.Keys.Order(StringComparer.Ordinal)
            .Select(unknown => $"{PathOf(LogText.FromName(unknown))} is not known: the members are {KnownMembers}."));

        // Null is as good as not there.
        IConfigurationSection? Take(string name) =>
            members.Remove(name, out var member) && (member.Value is not null || member.GetChildren().Any()) ? member : null;
    }

    private string PathOf(string member) => ConfigurationPath.Combine(section.Path, member);

    private void ReadKey(Account account, IConfigurationSection? member)
    {
        var path = PathOf(Key);
        if (member is null)
        {
            var variable = path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);
            account.Problems.Add(
                $"{path} is missing: keep the management key in the user secrets (dotnet user-secrets set {path} …) "
                + $"or in the environment variable {variable}.");
        }
        else if (ManagementKey.Problem(member.Value) is { } problem)
        {
            account.Problems.Add($"{path} {problem}.");
        }
        else
        {
            account.Key = ManagementKey.From(member.Value!);
        }
    }

    private void ReadOption(
        Account account,
        string name,
        IConfigurationSection? member,
        Func<OpenRouterKeysOptions, string, OpenRouterKeysOptions?> read,
        string expected)
    {
        if (member is null)
        {
            return;
        }

        // Each by itself, beside defaults that are right, so that every problem is told.
        var problem = member.Value is { } text && read(Defaults, text) is { } options ? options.FindProblem() : $"{name} is not {expected}";
        if (problem is null)
        {
            account.Options = read(account.Options, member.Value!)!;
        }
        else
        {
            account.Problems.Add($"{PathOf(problem)}.");
        }
    }

    private static OpenRouterKeysOptions? ReadAddress(OpenRouterKeysOptions options, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? options with { BaseAddress = address } : null;

    // .NET takes 30 for days, and 0:30 for minutes.
    private static OpenRouterKeysOptions? ReadTime(OpenRouterKeysOptions options, string text) =>
        text.AsSpan().Count(':') == 2 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
            ? options with { AttemptTimeout = time }
            : null;

    private static OpenRouterKeysOptions? ReadCount(OpenRouterKeysOptions options, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? options with { MaxAttempts = count }
            : null;

    private void ReadTemplates(Account account, IConfigurationSection? templates)
    {
        if (!string.IsNullOrEmpty(templates?.Value))
        {
            account.Problems.Add($"{PathOf(Templates)} is a text: give an object with a member for each template.");
        }

        foreach (var template in templates?.GetChildren() ?? [])
        {
            if (new TemplateSection(template).Read(account.Problems) is { } request)
            {
                account.Templates.Add(template.Key, request);
            }
        }
    }
}
