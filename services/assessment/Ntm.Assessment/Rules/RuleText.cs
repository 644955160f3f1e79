using Ntm.Web;

namespace Ntm.Assessment.Rules;

/// <summary>Reads data files of the rules folder and adds their faults to those of the folder.</summary>
internal static class RuleText
{
    public static string? Decode(string file, byte[] bytes, List<RuleFault> faults) => Value(file, StrictText.Read(bytes), faults);

    public static T? Parse<T>(string file, byte[] bytes, List<RuleFault> faults)
        where T : class => Value(file, StrictJson.Read<T>(bytes), faults);

    private static T? Value<T>(string file, FileReading<T> reading, List<RuleFault> faults)
        where T : class
    {
        faults.AddRange(reading.Faults.Select(fault => new RuleFault(file, fault.Line, fault.Place, fault.Message)));
        return reading.Value;
    }
}
