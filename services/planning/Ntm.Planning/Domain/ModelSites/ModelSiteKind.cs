using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.ModelSites;

/// <summary>What is to become a model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelSiteKind>))]
public enum ModelSiteKind
{
    /// <summary>Residential area (khu dân cư kiểu mẫu): a village.</summary>
    [JsonStringEnumMemberName("area")]
    Area,

    /// <summary>Model garden (vườn mẫu) of a household, which has a number in its village and no name.</summary>
    [JsonStringEnumMemberName("garden")]
    Garden,
}
