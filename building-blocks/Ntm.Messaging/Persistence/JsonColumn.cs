using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Ntm.Messaging;

namespace Ntm.Persistence;

/// <summary>A value kept whole as JSON text; it is replaced, never changed in place.</summary>
public sealed class JsonColumn<T>() : ValueConverter<T, string>(value => Write(value), text => Read(text))
{
    public static readonly ValueComparer<T> Comparer = new(
        (left, right) => Write(left!) == Write(right!),
        value => Write(value).GetHashCode(StringComparison.Ordinal),
        value => value
    );

    private static string Write(T value) => JsonSerializer.Serialize(value, EventJson.Options);

    private static T Read(string text) => JsonSerializer.Deserialize<T>(text, EventJson.Options)!;
}
