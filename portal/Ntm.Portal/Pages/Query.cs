namespace Ntm.Portal.Pages;

/// <summary>Parts of an address's query.</summary>
internal static class Query
{
    /// <summary>A name with its value, behind others; nothing where there is no value.</summary>
    public static string Part(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    /// <summary>A year as the API takes it; empty for what was not typed or is none.</summary>
    public static string Year(string typed) => int.TryParse(typed, out var year) && year is > 1999 and < 2101 ? Show.Input(year) : "";
}
