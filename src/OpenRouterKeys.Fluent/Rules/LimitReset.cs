namespace OpenRouterKeys.Fluent;

/// <summary>How often the spending limit refills (the API's <c>limit_reset</c>): at midnight UTC, weeks Monday to Sunday.</summary>
public enum LimitReset
{
    /// <summary>The limit is a cap that never refills (<c>limit_reset</c> absent or null).</summary>
    Never = 0,

    /// <summary>Refills every day (<c>daily</c>).</summary>
    Daily = 1,

    /// <summary>Refills every Monday (<c>weekly</c>).</summary>
    Weekly = 2,

    /// <summary>Refills on the first of every month (<c>monthly</c>).</summary>
    Monthly = 3,

    /// <summary>Only read, never sent: the API answered an interval that this version does not know; its text is in
    /// <c>KeyInfo.Extra</c> under <c>limit_reset</c>.</summary>
    Unknown = -1,
}
