using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Json;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Which settings a request or update has, as far as its chain and stable variables show. A later step replaces earlier ones.</summary>
internal sealed class RequestSettings
{
    private static readonly string[] Optional = [MethodNames.LimitSetting, MethodNames.Reset, MethodNames.Expiration, MethodNames.Workspace, MethodNames.ExternalUser];
    private readonly Dictionary<string, (bool? IsSet, bool IsChecked)> _settings = [];
    private bool _isChecked;

    private RequestSettings()
    {
    }

    /// <summary>Whether the setting has a value; null if that is not visible. An update has a limit unless it removes it: the key may have one.</summary>
    public bool? this[string setting] => _settings.TryGetValue(setting, out var value) ? value.IsSet : null;

    /// <summary>Whether the setting visibly has no value, and no call of <c>EnsureValid</c> in the chain has checked that.</summary>
    public bool IsMissing(string setting) => _settings.TryGetValue(setting, out var value) && value is { IsSet: false, IsChecked: false };

    public static RequestSettings Of(IOperation? request, KeyApi api, Variables variables, CancellationToken cancellationToken)
    {
        var settings = new RequestSettings();
        for (var hops = 0; request is not null && hops <= Variables.MaxHops;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (request)
            {
                case IInvocationOperation { Instance: not null } call when api.IsStep(call.TargetMethod):
                    settings.AddStep(call, variables, cancellationToken);
                    request = Chain.ReceiverOf(call);
                    break;
                case IInvocationOperation { Instance: not null } call when api.IsUse(call.TargetMethod):
                    settings._isChecked = true;
                    request = Chain.ReceiverOf(call);
                    break;
                case IInvocationOperation call when api.IsNamed(call.TargetMethod):
                case IPropertyReferenceOperation property when api.IsUnnamedProperty(property.Property):
                    settings.AddStart(null);
                    return settings;
                case IInvocationOperation call:
                    if (RequestJsonArgument.RequestOf(call, api, variables, cancellationToken) is { } json)
                    {
                        settings.AddStart(json);
                    }

                    return settings;
                case ILocalReferenceOperation or IFieldReferenceOperation:
                    hops++;
                    request = variables.InitializerOf(request, cancellationToken);
                    break;
                default:
                    if (Chain.Unwrap(request) is var value && value == request)
                    {
                        return settings;
                    }

                    request = value;
                    break;
            }
        }

        return settings;
    }

    private void AddStep(IInvocationOperation step, Variables variables, CancellationToken cancellationToken)
    {
        var method = step.TargetMethod.Name;
        if (MethodNames.SettingOf(method) is { } setting)
        {
            Add(setting, setting == MethodNames.Reset ? HasReset(step, variables, cancellationToken) : method != MethodNames.Unlimited);
        }
    }

    private void AddStart(RequestJson? json)
    {
        foreach (var setting in Optional)
        {
            Add(setting, json is not null && setting switch
            {
                MethodNames.LimitSetting => json.LimitUsd is not null,
                MethodNames.Reset => json.LimitReset != LimitReset.Never,
                MethodNames.Expiration => json.Expiration is not null,
                MethodNames.Workspace => json.WorkspaceId is not null,
                _ => json.ExternalUser is not null,
            });
        }
    }

    private void Add(string setting, bool? isSet)
    {
        if (!_settings.ContainsKey(setting))
        {
            _settings.Add(setting, (isSet, _isChecked));
        }
    }

    private static bool? HasReset(IInvocationOperation step, Variables variables, CancellationToken cancellationToken) =>
        MethodNames.IntervalOf(step.TargetMethod.Name) is { } named ? named != LimitReset.Never
        : CallSyntax.FirstArgumentOf(step) is { } argument
            && new ConstantValue(variables, cancellationToken).TryGetInterval(argument.Value, out var constant)
            && CallSyntax.ExpressionOf(argument) is { } expression
            && !variables.ContainsTestedVariable(expression, step.SemanticModel, cancellationToken)
            ? constant != LimitReset.Never
        : null;
}
