using System.Text.Json;
using Ntm.Messaging;

namespace Ntm.Planning.Domain.Plans;

/// <summary>SHA-256 over the canonical JSON of a plan's content, lower-case hex.</summary>
internal static class ContentHash
{
    public static string Of(PlanContent content) => CanonicalJson.HashOf(JsonSerializer.SerializeToElement(content, EventJson.Options));
}
