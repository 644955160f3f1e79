using Ntm.Probe;
using Ntm.Probe.V1;
using Ntm.ServiceHost;

var deaf = Environment.GetEnvironmentVariable("NTM_PROBE_DEAF") == "1";
return await ServiceProcess.RunAsync(args, typeof(Asked).Assembly, new ProbeModule(deaf));
