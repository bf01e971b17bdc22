// SPDX-License-Identifier: Apache-2.0
#include <curl/curl.h>

// Functions with a variable number of arguments cannot be called from Swift: each kind has its own here.

typedef size_t (*dueregard_curl_move)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode dueregard_curl_set_number(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode dueregard_curl_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode dueregard_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode dueregard_curl_set_context(CURL *curl, CURLoption option, void *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode dueregard_curl_set_move(CURL *curl, CURLoption option, dueregard_curl_move value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode dueregard_curl_get_number(CURL *curl, CURLINFO info, long *value) {
    return curl_easy_getinfo(curl, info, value);
}

static inline CURLcode dueregard_curl_get_offset(CURL *curl, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(curl, info, value);
}
