namespace Ntm.Testing;

/// <summary>Starts of servers that other programs on the machine can spoil, as by taking a port in the same moment. No test is
/// repeated.</summary>
public static class Retry
{
    private const int Times = 3;
    private static readonly Lock Notes = new();

    /// <summary>Tries again when the start failed, and notes it in the file <c>NTM_TEST_RETRIES</c>, which <c>./test.sh</c>
    /// prints.</summary>
    public static async Task<T> StartAsync<T>(string what, Func<Task<T>> start)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                return await start();
            }
            catch (InvalidOperationException failure) when (time < Times)
            {
                Note($"{what}: {failure.Message}");
            }
        }
    }

    private static void Note(string line)
    {
        if (Environment.GetEnvironmentVariable("NTM_TEST_RETRIES") is { Length: > 0 } file)
        {
            lock (Notes)
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }
}
