using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Create;

/// <summary>The request that an order describes: the file's, and over it what the command line says.</summary>
internal static class OrderedRequest
{
    public static async Task<KeyRequest> ReadAsync(CreateOrder order, Terminal terminal, CancellationToken cancellationToken)
    {
        var file = order.FromJson is { } path ? new RequestFile(path) : null;
        var request = Apply(order, file is null ? KeyRequest.Unnamed : await file.ReadAsync(terminal, isTemplate: order.Name is not null, cancellationToken));
        RuleCheck.Run(request.Validate(terminal.Clock), property => PlaceOf(property, order) ?? file?.Name ?? property, terminal);
        return request;
    }

    private static KeyRequest Apply(CreateOrder order, KeyRequest request)
    {
        request = order.Name is { } name ? request.WithName(name) : request;
        request = order.LimitUsd is { } usd ? request.Limit(usd) : request;
        request = order.Reset is { } interval ? request.Resets(interval) : request;
        request = order.Byok is { } included ? request.IncludesByok(included) : request;
        request = order.Expiry is { } instant ? request.ExpiresAt(instant) : request;
        request = order.Workspace is { } workspace ? request.InWorkspace(workspace) : request;
        return order.Creator is { } creator ? request.CreatedBy(creator) : request;
    }

    // Null where the command line does not say it, so that the file does.
    private static string? PlaceOf(string property, CreateOrder order) => property switch
    {
        nameof(KeyRequest.Name) when order.Name is not null => "NAME",
        nameof(KeyRequest.LimitUsd) when order.LimitUsd is not null => "--limit",
        nameof(KeyRequest.LimitReset) when order.Reset is not null => "--reset",
        nameof(KeyRequest.Expiration) when order.Expiry is not null => "--expires",
        nameof(KeyRequest.WorkspaceId) when order.Workspace is not null => "--workspace",
        nameof(KeyRequest.CreatorUserId) when order.Creator is not null => "--creator",
        _ => null,
    };
}
