using Ntm.Probe;
using Ntm.Probe.V1;
using Ntm.ServiceHost;

var withoutConsumers = Environment.GetEnvironmentVariable("NTM_PROBE_WITHOUT_CONSUMERS") == "1";
return await ServiceProcess.RunAsync(args, typeof(Asked).Assembly, new ProbeModule(withoutConsumers));
