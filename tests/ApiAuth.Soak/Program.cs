using System.Globalization;
using ApiAuth.Soak;

// soak [requests]                                  a night in minutes: prints its figures, ends with 1 where one is not as it must be
// job <server> <folder> <requests> <key> <schema>  one of many scheduled tasks on one account and one cache
// writer <folder>                                  locks and writes one entry for ever, to be killed while it does
return args switch
{
    ["soak"] => await SoakRun.RunAsync(1_000_000),
    ["soak", var requests] => await SoakRun.RunAsync(int.Parse(requests, CultureInfo.InvariantCulture)),
    ["job", var server, var folder, var requests, var key, var schema] => await CacheJob.RunAsync(
        new Uri(server), folder, int.Parse(requests, CultureInfo.InvariantCulture), key, int.Parse(schema, CultureInfo.InvariantCulture)),
    ["writer", var folder] => await CacheWriter.RunAsync(folder),
    _ => 2,
};
