using Ntm.Next;
using Ntm.Probe.V1;
using Ntm.ServiceHost;

var forgets = Environment.GetEnvironmentVariable("NTM_NEXT_FORGETS_ITS_ID") == "1";
return await ServiceProcess.RunAsync(args, typeof(Asked).Assembly, new NextModule(forgets));
