namespace Ntm.Web;

/// <summary>A data file of rules has faults; the process must not start. The message, in Vietnamese, lists every one.</summary>
public class UnusableDataException(string message) : Exception(message);
