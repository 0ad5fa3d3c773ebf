using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The part of a list that a request selects with <c>offset</c> and <c>limit</c>. <c>GET /keys</c> has other rules.</summary>
internal sealed record Page(int Offset, int Limit)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 100;

    public static Page Read(QueryParameters parameters) =>
        new(parameters.GetInteger("offset", min: 0) ?? 0, parameters.GetInteger("limit", min: 1, MaxLimit) ?? DefaultLimit);

    /// <summary>Returns the response with this part and the length of the whole list.</summary>
    public ApiResponse Of<T>(IReadOnlyCollection<T> all, Action<Utf8JsonWriter, T> writeProperties) => ApiResponse.Json(200, json =>
    {
        json.WriteStartArray("data");
        foreach (var item in all.Skip(Offset).Take(Limit))
        {
            json.WriteStartObject();
            writeProperties(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("total_count", all.Count);
    });
}
