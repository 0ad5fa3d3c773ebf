namespace OpenRouterKeys.Fluent;

/// <summary>How often the spending limit resets (the API's <c>limit_reset</c>), at midnight UTC.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(LimitResetJsonConverter))]
#endif
public enum LimitReset
{
    /// <summary>The limit never resets (<c>limit_reset</c> is absent or null).</summary>
    Never = 0,

    /// <summary>The limit resets every day (<c>daily</c>).</summary>
    Daily = 1,

    /// <summary>The limit resets every Monday (<c>weekly</c>).</summary>
    Weekly = 2,

    /// <summary>The limit resets on the first day of every month (<c>monthly</c>).</summary>
    Monthly = 3,

    /// <summary>An interval that this version does not support. It occurs only in responses; its text is in
    /// <c>KeyInfo.AdditionalProperties</c> under <c>limit_reset</c>.</summary>
    Unknown = -1,
}
