using System.Text.Json;
using Ntm.Messaging;

namespace Ntm.Planning.Domain.Plans;

/// <summary>SHA-256 over the canonical JSON of what a plan or a report says, lower-case hex.</summary>
internal static class ContentHash
{
    public static string Of<T>(T content) => CanonicalJson.HashOf(JsonSerializer.SerializeToElement(content, EventJson.Options));
}
